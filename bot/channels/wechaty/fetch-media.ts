import { type Puppet, types } from 'wechaty-puppet';
import type { MediaRead } from '#ports/media.ts';

/** Fetches what a message carries. The reference is the message's own id: the puppet knows the rest. */
export async function fetchMedia(puppet: Puppet, id: string, cap: number): Promise<MediaRead> {
  const { type, filename } = await puppet.messagePayload(id);
  switch (type) {
    case types.Message.Location: {
      const { name, address } = await puppet.messageLocation(id);
      return described(name, address);
    }
    case types.Message.Url: {
      const { title, url } = await puppet.messageUrl(id);
      return described(title, url);
    }
    case types.Message.MiniProgram: {
      const { title } = await puppet.messageMiniProgram(id);
      return described(title);
    }
    case types.Message.Contact: {
      const { name } = await puppet.contactPayload(await puppet.messageContact(id));
      return described(name);
    }
    default:
      return readBox(await puppet.messageFile(id), cap, filename);
  }
}

function described(...words: readonly (string | undefined)[]): MediaRead {
  const text = words.filter((word) => word !== undefined && word !== '').join(' ');
  return { outcome: 'described', text };
}

type FileBox = Awaited<ReturnType<Puppet['messageFile']>>;

/** Reads no more than one piece beyond the cap, whatever the puppet says of the size. */
async function readBox(box: FileBox, cap: number, told = ''): Promise<MediaRead> {
  const stream = await box.toStream();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = part instanceof Uint8Array ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > cap) {
      stream.destroy();
      return { outcome: 'too-large' };
    }
    parts.push(bytes);
  }
  // Over gRPC a name that is not told is an empty one.
  const name = told === '' ? box.name : told;
  return { outcome: 'fetched', bytes: Buffer.concat(parts), name: name === '' ? null : name };
}
