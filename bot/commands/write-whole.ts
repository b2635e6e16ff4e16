import { randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { Fault } from '#errors';

/**
 * The ending of a file that is to be written, after a look at whether it can be.
 * @throws Fault INPUT_INVALID when the ending is none of these, or there is no folder to write into.
 */
export function endingOf<Ending extends string>(out: string, endings: readonly Ending[]): Ending {
  const given = extname(out).toLowerCase();
  const ending = endings.find((one) => one === given);
  if (ending === undefined) {
    throw new Fault('INPUT_INVALID', { out, right: `a name that ends in ${endings.join(' or ')}` });
  }
  try {
    accessSync(dirname(out), constants.W_OK);
  } catch (error) {
    throw new Fault('INPUT_INVALID', { out, right: 'a folder to write into' }, { cause: error });
  }
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new Fault('INPUT_INVALID', { out, why: 'is a folder', right: 'the name of a file' });
  }
  return ending;
}

/**
 * Writes a file whole or not at all: beside its place first, then by its name.
 * @param before what must have succeeded before the file appears, once its bytes are on disk.
 * @throws Fault INPUT_INVALID when the file cannot be written.
 */
export async function writeWhole(
  out: string,
  bytes: string | Uint8Array,
  before: () => Promise<void> = async () => undefined,
): Promise<void> {
  const draft = join(dirname(out), `.${basename(out)}.${randomUUID().slice(0, 8)}`);
  try {
    intoFile(out, () => {
      const handle = openSync(draft, 'wx');
      try {
        const all = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
        for (let at = 0; at < all.length;) at += writeSync(handle, all, at);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    });
    await before();
    intoFile(out, () => renameSync(draft, out));
  } finally {
    rmSync(draft, { force: true });
  }
}

function intoFile(out: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    throw new Fault(
      'INPUT_INVALID',
      { out, why, right: 'a file that can be written' },
      { cause: error },
    );
  }
}
