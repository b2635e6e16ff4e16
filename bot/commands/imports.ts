import { Command } from 'commander';
import { Fault } from '#errors';
import { formatYuan } from '#domain/money.ts';
import { estatesNamed } from '#papers/find-account.ts';
import type { Store } from '#ports/store/store.ts';
import { undoBooking } from './book-import.ts';
import { openKnownStore } from './open-store.ts';
import { systemClock } from './system-clock.ts';

interface Options {
  readonly data: string;
  readonly database?: string;
}

/** `nuancui imports`: which workbooks were booked, and the way back from the last one. */
export function importsCommand(): Command {
  const command = new Command('imports').description('workbooks that were booked, and their undo');
  command
    .command('list')
    .description('the workbooks of an estate, the newest first')
    .requiredOption('--estate <name>', 'the estate')
    .option('--json', 'one line of JSON a workbook, and nothing else')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--database <url>', 'a PostgreSQL database instead of the file')
    .action(async ({ estate, json, ...where }: Options & { estate: string; json?: boolean }) =>
      within(where, async (store) => list(store, estate, json === true)),
    );
  command
    .command('undo')
    .description('book the reverse of an import; payments confirmed since stay')
    .argument('<id>', 'the id as the list shows it')
    .requiredOption('--reason <text>', 'why; it goes on record')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--database <url>', 'a PostgreSQL database instead of the file')
    .action(async (id: string, { reason, ...where }: Options & { reason: string }) =>
      within(where, async (store) => undo(store, id, reason)),
    );
  return command;
}

async function within(
  { data, database }: Options,
  work: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await openKnownStore(data, database);
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

async function list(store: Store, name: string, json: boolean): Promise<void> {
  const batches = await store.read(async (tx) => {
    const [estate] = await estatesNamed(tx, name);
    if (!estate) throw new Fault('INPUT_INVALID', { estate: name, right: 'an estate' });
    return tx.imports.list(estate.id);
  });
  for (const batch of batches) {
    const { id, fileName, sha256, mode, asOf, accepted, refused, by, undone } = batch;
    const [at, total] = [new Date(batch.at).toISOString(), formatYuan(batch.total)];
    if (json) {
      const shown = { id, at, by, fileName, sha256, mode, asOf, accepted, refused, total, undone };
      process.stdout.write(`${JSON.stringify(shown)}\n`);
      continue;
    }
    const end = undone ? `, undone by ${undone.by}: ${undone.why}` : '';
    process.stdout.write(
      `${id} ${at} ${by} ${fileName} (${sha256.slice(0, 12)}), ${mode}, as of ${asOf}: ` +
        `${accepted} rows, ${refused} refused, total ${total}${end}\n`,
    );
  }
}

const RIGHT = {
  unknown: 'an id that "imports list" shows',
  undone: 'one that was not undone before',
  'too-old': 'one of the last thirty days',
} as const;

async function undo(store: Store, id: string, reason: string): Promise<void> {
  const undid = await undoBooking({ store, now: systemClock().now() }, id, {
    by: 'command',
    why: reason,
  });
  if (undid.done) {
    const { before, after, homes, keptPaid } = undid;
    const kept = keptPaid > 0 ? `, ${keptPaid} bills stay because they were paid since` : '';
    process.stdout.write(
      `undone: ${homes} homes, open ${formatYuan(before)} → ${formatYuan(after)}${kept}\n`,
    );
    return;
  }
  const right =
    undid.why === 'later-import'
      ? `undo ${undid.later.id} (${undid.later.fileName}) first, which was booked after it`
      : RIGHT[undid.why];
  throw new Fault('INPUT_INVALID', { import: id, why: undid.why, right });
}
