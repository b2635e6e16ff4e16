import { type Checkpoint, isGenuine } from './checkpoint.ts';
import { readCheckpoints } from './checkpoint-file.ts';

/** A line of the checkpoints that nobody can rely on. */
export interface SpoiledCheckpoint {
  readonly line: number;
  /** `unreadable` is no checkpoint, `forged` was not signed by its key, `foreign` by another key than this folder's. */
  readonly why: 'unreadable' | 'forged' | 'foreign';
}

export interface JudgedCheckpoints {
  readonly genuine: readonly Checkpoint[];
  readonly spoiled: readonly SpoiledCheckpoint[];
}

/**
 * The checkpoints of a data folder, and which of them hold.
 * @param publicKey this folder's; undefined where it has none, and then no checkpoint can be its own.
 */
export function judgeCheckpoints(
  dataDir: string,
  publicKey: string | undefined,
): JudgedCheckpoints {
  const { all, spoiled: unreadable } = readCheckpoints(dataDir);
  const genuine: Checkpoint[] = [];
  const spoiled = unreadable.map(({ line }): SpoiledCheckpoint => ({ line, why: 'unreadable' }));
  for (const { line, ...checkpoint } of all) {
    if (checkpoint.publicKey !== publicKey) spoiled.push({ line, why: 'foreign' });
    else if (!isGenuine(checkpoint)) spoiled.push({ line, why: 'forged' });
    else genuine.push(checkpoint);
  }
  return { genuine, spoiled: spoiled.toSorted((a, b) => a.line - b.line) };
}
