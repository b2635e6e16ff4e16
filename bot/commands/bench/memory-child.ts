import { QUESTION, openBenchService } from './bench-service.ts';
import { tell } from './in-child.ts';

/** Lets residents talk with a service, a hundred at a time, and tells its memory before and after, in MB. */
const TOGETHER = 100;
const bench = await openBenchService(Number(process.argv[2]));
const { simulator, contacts } = bench;
await talk(contacts.slice(0, TOGETHER));
const before = resident();
await talk(contacts);
const after = resident();
await bench.close();
tell({ before, after });

async function talk(all: readonly string[]): Promise<void> {
  for (let at = 0; at < all.length; at += TOGETHER) await ask(all.slice(at, at + TOGETHER));
}

async function ask(some: readonly string[]): Promise<void> {
  let waiting = some.length;
  const answered = new Promise<void>((resolve) => {
    const end = simulator.onMessage(({ from }) => {
      if (from === 'us') waiting -= 1;
      if (waiting > 0) return;
      end();
      resolve();
    });
  });
  for (const contact of some) void simulator.say(contact, QUESTION);
  await answered;
}

function resident(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1024 / 1024;
}
