import { fork } from 'node:child_process';
import { z } from 'zod';

const told = z.looseObject({ peak: z.number() });

/**
 * Runs a file as a process of its own, so that its memory is its own, and hands back what it tells.
 * @param shape what the process tells by `tell`.
 */
export async function inChild<T>(
  file: URL,
  args: readonly string[],
  shape: z.ZodType<T>,
): Promise<T & { readonly peak: number }> {
  const child = fork(file, args, { stdio: 'inherit', execArgv: ['--expose-gc'] });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      resolve({ ...shape.parse(message), peak: told.parse(message).peak });
      child.disconnect();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${file.pathname} ended with ${code}`)));
  });
}

/** Tells the parent what was measured, and the most memory that this process ever held, in MB. */
export function tell(measured: Readonly<Record<string, number>>): void {
  process.send?.({ ...measured, peak: process.resourceUsage().maxRSS / 1024 });
}
