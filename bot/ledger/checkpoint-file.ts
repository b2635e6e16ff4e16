import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#errors';
import { type Checkpoint, checkpointSchema } from './checkpoint.ts';

/** Name of the file in the data folder: beside the database, so that what is cut off there is missed here. */
export const CHECKPOINT_FILE = 'checkpoints.jsonl';

/** A line that is no checkpoint. */
export interface SpoiledLine {
  readonly line: number;
}

export interface Checkpoints {
  readonly all: readonly (Checkpoint & { readonly line: number })[];
  readonly spoiled: readonly SpoiledLine[];
}

/** Every checkpoint of a data folder in the order written; a last line without its end was never finished and is none. */
export function readCheckpoints(dataDir: string): Checkpoints {
  const file = join(dataDir, CHECKPOINT_FILE);
  if (!existsSync(file)) return { all: [], spoiled: [] };
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const all: (Checkpoint & { line: number })[] = [];
  const spoiled: SpoiledLine[] = [];
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    const read = checkpointSchema.safeParse(parsed(text));
    if (read.success) all.push({ ...read.data, line });
    else spoiled.push({ line });
  }
  return { all, spoiled };
}

/**
 * Adds a checkpoint; it is on disk when this returns.
 * @throws Fault STORE_FAILED when the file cannot be written.
 */
export function addCheckpoint(dataDir: string, checkpoint: Checkpoint): void {
  const file = join(dataDir, CHECKPOINT_FILE);
  try {
    mkdirSync(dataDir, { recursive: true });
    const handle = openSync(file, 'a+', 0o600);
    try {
      dropUnfinished(file, handle);
      writeSync(handle, `${JSON.stringify(checkpoint)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw new Fault(
      'STORE_FAILED',
      { file, right: 'a file that can be written' },
      { cause: error },
    );
  }
}

/** A process that died while it wrote leaves half a line; the next one must not be joined to it. */
function dropUnfinished(file: string, handle: number): void {
  const { size } = fstatSync(handle);
  const last = Buffer.alloc(1);
  if (size === 0 || (readSync(handle, last, 0, 1, size - 1) === 1 && last.toString() === '\n'))
    return;
  ftruncateSync(handle, readFileSync(file).lastIndexOf('\n') + 1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
