import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import type { Content } from '#content/load.ts';
import { Fault } from '#errors';
import { guard } from '#policy/guard.ts';
import { quotationsIn } from '#policy/quotation.ts';
import { dateAt } from '#domain/zone.ts';
import type { Store } from '#ports/store/store.ts';
import { figuresOf } from './guard/account-of.ts';
import { openContent } from './open-house.ts';
import { openStore } from './open-store.ts';
import { readJsonLines } from './json-lines.ts';
import { systemClock } from './system-clock.ts';

const line = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  account: z.json().optional(),
});

interface Options {
  readonly json?: boolean;
  readonly data?: string;
}

/** `nuancui guard`: the speech guard's verdict on texts from standard input (contract: commands). */
export function guardCommand(): Command {
  return new Command('guard')
    .description(
      'JSON lines {"id"?,"text","account"?} on standard input, the speech guard\'s verdict on each out',
    )
    .option('--json', 'as without it: the verdicts are JSON lines')
    .option('--data <dir>', 'folder of the store in which an account that is named is looked up')
    .action(async ({ data }: Options) => {
      if (data !== undefined && !existsSync(data)) {
        throw new Fault('INPUT_INVALID', { data, right: 'the folder of a store' });
      }
      const store = data === undefined ? undefined : await openStore(data);
      try {
        process.exitCode = (await judgeLines(openContent(), store)) > 0 ? 1 : 0;
      } finally {
        await store?.close();
      }
    });
}

/** @returns how many texts were refused. */
async function judgeLines(content: Content, store: Store | undefined): Promise<number> {
  const { refusals, statutes } = content.catalogue;
  const { timezone } = content.estate({ id: 'guard', name: 'guard' });
  const today = dateAt(systemClock().now(), timezone);
  let refused = 0;
  for await (const { number, value } of readJsonLines(process.stdin)) {
    const read = line.safeParse(value);
    if (!read.success) {
      throw new Fault('INPUT_INVALID', { line: number, right: '{"id"?,"text","account"?}' });
    }
    const { id, text, account } = read.data;
    // Without an account there is no ledger to ask: what staff say of hours and parts passes, as in the console.
    const checkFigures = account !== undefined && account !== null;
    const known = checkFigures ? await figuresOf(account, content, store) : [];
    const quotations = quotationsIn(text, statutes.values(), today);
    const wording = { text, citations: [], quotations, known };
    const { ok, rules } = guard(wording, refusals, { checkFigures });
    if (!ok) refused += 1;
    const verdict = { ...(id !== undefined && { id }), ok, rules };
    process.stdout.write(`${JSON.stringify(verdict)}\n`);
  }
  return refused;
}
