import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '#commands/open-house.ts';

const PROGRAM = join(ROOT, 'bot', 'commands', 'nuancui.ts');

/** Runs the program as an office would, and gives what it said and how it ended. */
export function nuancui(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
