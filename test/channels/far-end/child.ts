import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A port of the loopback that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}

/** A folder that stands for HOME: Wechaty keeps what it knows of contacts there. */
export function ownHome(): { readonly path: string; leave(): void } {
  const path = mkdtempSync(join(tmpdir(), 'nuancui-home-'));
  const before = process.env['HOME'];
  process.env['HOME'] = path;
  return {
    path,
    leave() {
      if (before === undefined) delete process.env['HOME'];
      else process.env['HOME'] = before;
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Starts a program of this folder in a process of its own, and waits for its first word. */
export async function startChild(
  program: string,
  args: readonly string[],
  home: string,
  hear: (message: unknown) => void,
): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, program), args, {
    env: { ...process.env, HOME: home, WECHATY_LOG: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('message', hear);
  await once(child, 'message');
  return child;
}

export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
