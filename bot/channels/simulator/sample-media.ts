import { types } from 'wechaty-puppet';
import type { MediaKind } from '#domain/message-kind.ts';
import type { SimulatedFile } from './simulated-puppet.ts';

/** What a phone sends, as the puppet's type of message. */
export const TYPES: Readonly<Record<MediaKind, number>> = {
  image: types.Message.Image,
  voice: types.Message.Audio,
  video: types.Message.Video,
  file: types.Message.Attachment,
  location: types.Message.Location,
  transfer: types.Message.Transfer,
  'red-packet': types.Message.RedEnvelope,
  sticker: types.Message.Emoticon,
  card: types.Message.Contact,
  forwarded: types.Message.ChatHistory,
  link: types.Message.Url,
  'mini-program': types.Message.MiniProgram,
  'group-note': types.Message.GroupNote,
  post: types.Message.Post,
  unknown: types.Message.Unknown,
};

/** A picture of one grey point. */
const POINT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';

/** An eighth of a second of silence at 8 kHz. */
function silence(): Uint8Array {
  const samples = 1000;
  const wave = Buffer.alloc(44 + samples, 0x80);
  wave.write('RIFF', 0);
  wave.writeUInt32LE(36 + samples, 4);
  wave.write('WAVEfmt ', 8);
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(8000, 24);
  wave.writeUInt32LE(8000, 28);
  wave.writeUInt16LE(1, 32);
  wave.writeUInt16LE(8, 34);
  wave.write('data', 36);
  wave.writeUInt32LE(samples, 40);
  return wave;
}

/** What is sent where nobody says which file. */
export const SAMPLES: Readonly<Partial<Record<MediaKind, SimulatedFile>>> = {
  image: { name: 'picture.png', bytes: Buffer.from(POINT, 'base64') },
  voice: { name: 'voice.wav', bytes: silence() },
  video: { name: 'clip.mp4', bytes: Buffer.from('\0\0\0\u0018ftypisom') },
  file: { name: 'note.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') },
};
