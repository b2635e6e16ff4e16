import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Drawn for this product: water that comes through a ceiling. */
const PICTURE = readFileSync(join(import.meta.dirname, 'sample', 'picture.png'));

const RATE = 8000;
const SECONDS = 2;

/** Two seconds of a soft tone that fades, as a WAV of 8 bits. */
function tone(): Uint8Array {
  const samples = RATE * SECONDS;
  const wave = Buffer.alloc(44 + samples);
  wave.write('RIFF', 0);
  wave.writeUInt32LE(36 + samples, 4);
  wave.write('WAVEfmt ', 8);
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(RATE, 24);
  wave.writeUInt32LE(RATE, 28);
  wave.writeUInt16LE(1, 32);
  wave.writeUInt16LE(8, 34);
  wave.write('data', 36);
  wave.writeUInt32LE(samples, 40);
  for (let n = 0; n < samples; n += 1) {
    const swing = Math.sin((2 * Math.PI * 330 * n) / RATE) * (1 - n / samples);
    wave.writeUInt8(Math.round(128 + 60 * swing), 44 + n);
  }
  return wave;
}

/** What is sent where nobody says which file. */
export const SAMPLES: Readonly<Partial<Record<MediaKind, SimulatedFile>>> = {
  image: { name: 'picture.png', bytes: PICTURE },
  voice: { name: 'voice.wav', bytes: tone() },
  video: { name: 'clip.mp4', bytes: Buffer.from('\0\0\0\u0018ftypisom') },
  file: { name: 'note.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') },
};
