import { Command } from 'commander';
import { z } from 'zod';
import { Fault } from '#errors';
import { guard } from '#policy/guard.ts';
import { openContent } from './open-house.ts';
import { readJsonLines } from './json-lines.ts';

const line = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  account: z.string().optional(),
});

/** `nuancui guard`: the speech guard's verdict on texts from standard input (contract: commands). */
export function guardCommand(): Command {
  return new Command('guard')
    .description(
      'JSON lines {"id"?,"text"} on standard input, the speech guard\'s verdict on each out',
    )
    .option('--json', 'as without it: the verdicts are JSON lines')
    .action(async () => {
      const { refusals } = openContent().catalogue;
      let refused = 0;
      for await (const { number, value } of readJsonLines(process.stdin)) {
        const read = line.safeParse(value);
        if (!read.success) {
          throw new Fault('INPUT_INVALID', { line: number, right: '{"id"?,"text"}' });
        }
        const { id, text } = read.data;
        const wording = { text, citations: [], quotations: [], known: [] };
        const { ok, rules } = guard(wording, refusals, { checkFigures: false });
        if (!ok) refused += 1;
        const verdict = { ...(id !== undefined && { id }), ok, rules };
        process.stdout.write(`${JSON.stringify(verdict)}\n`);
      }
      process.exitCode = refused > 0 ? 1 : 0;
    });
}
