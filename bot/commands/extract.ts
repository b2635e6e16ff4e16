import { Command } from 'commander';
import { z } from 'zod';
import { formatYuan } from '#domain/money.ts';
import { instant } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { commitmentOf } from '#perception/commitment.ts';
import { answerLines } from './json-lines.ts';
import { openPerception } from './open-house.ts';

const ZONE = 'Asia/Shanghai';
const FORM = '{"id"?,"text","now"} with now as 2026-11-20T10:00:00+08:00';

const line = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  now: z.union([z.iso.datetime({ offset: true, local: true }), z.iso.date()]),
});

/** A moment without an offset is one on the estate's clock, and a day alone its noon. */
function momentOf(now: string): number {
  const full = now.length === 10 ? `${now}T12:00:00` : now;
  return Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/u.test(full) ? full : `${full}+08:00`);
}

/** `nuancui extract`: days, sums and parts that a text commits to (contract: commands). */
export function extractCommand(): Command {
  return new Command('extract')
    .description('JSON lines {"id"?,"text","now"} on standard input, what each commits to out')
    .option('--json', 'as without it: the answers are JSON lines')
    .action(async () => {
      const { perception } = openPerception();
      await answerLines(line, FORM, ({ id, text, now }) => {
        const moment = instant(momentOf(now));
        const context = { now: moment, timezone: ZONE, awaiting: null, choices: 0 };
        const understood = perception.understand(text, context);
        const read = commitmentOf(understood, dateAt(moment, ZONE));
        const { promise, amount, instalments, unsure } = read;
        return {
          ...(id !== undefined && { id }),
          promise: promise && {
            due: promise.due,
            ...(promise.amount !== null && { amount: formatYuan(promise.amount) }),
          },
          ...(amount !== null && { amount: formatYuan(amount) }),
          ...(instalments !== null && { instalments }),
          unsure,
        };
      });
    });
}
