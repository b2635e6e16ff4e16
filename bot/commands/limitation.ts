import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { Fault } from '#errors';
import type { PeriodStanding } from '#domain/limitation.ts';
import { givenDaysOff } from '#policy/limitation/day-off.ts';
import { limitationStandings } from '#policy/limitation/standings.ts';
import { type LimitationCaseRow, limitationFile } from './limitation/limitation-file.ts';

/** `nuancui limitation FILE`: where each period of each case stands (contract: commands). */
export function limitationCommand(): Command {
  return new Command('limitation')
    .description('count the limitation of a JSON array of cases; each comes back with "got"')
    .argument('<file>', 'a JSON array of cases (docs/limitation.md)')
    .option('--json', 'as without it: the result is JSON')
    .addHelpText('after', '\nExit 1 where a case carries an expectation that is not met.')
    .action((file: string) => {
      process.exitCode = runLimitation(file);
    });
}

type Got = Pick<PeriodStanding, 'period' | 'expiry' | 'status'>;

/**
 * @returns the exit status: 0 all counted, 1 an expectation is not met.
 * @throws Fault that names every place of the file that cannot be used; nothing is written then.
 */
export function runLimitation(file: string): number {
  const { raw, cases } = readCases(file);
  const counted = cases.map(count);
  const unmet = cases.flatMap((row, n) => unmetOf(row, n, counted[n] ?? []));
  const result = raw.map((given, n) => ({ ...given, got: counted[n] }));
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
  for (const line of unmet) process.stderr.write(`${file}: ${line}\n`);
  return unmet.length > 0 ? 1 : 0;
}

function count({ view, asOf, periods, events, holidays }: LimitationCaseRow): Got[] {
  const isDayOff = givenDaysOff(holidays);
  return limitationStandings({ view, asOf, periods, events, isDayOff }).map(
    ({ period, expiry, status }) => ({ period, expiry, status }),
  );
}

function unmetOf(row: LimitationCaseRow, n: number, got: readonly Got[]): string[] {
  return (row.expect ?? []).flatMap(({ period, expiry, status }) => {
    const found = got.find((one) => one.period === period);
    if (found?.expiry === expiry && found.status === status) return [];
    const told = `${String(found?.expiry)} ${String(found?.status)}`;
    return [`[${n}] ${row.id ?? ''} ${period}: expected ${expiry} ${status}, got ${told}`];
  });
}

interface ReadCases {
  /** As they stand in the file, to be given back. */
  readonly raw: readonly Readonly<Record<string, unknown>>[];
  readonly cases: readonly LimitationCaseRow[];
}

function readCases(file: string): ReadCases {
  const right = 'a JSON array of limitation cases';
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/u, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : 'cannot be read';
    throw new Fault('INPUT_INVALID', { file, why, right }, { cause: error });
  }
  const parsed = limitationFile.safeParse(value);
  if (!parsed.success) {
    const where = parsed.error.issues.map(
      ({ path, message }) => `\n  ${file}: ${z.core.toDotPath(path) || 'the file'}: ${message}`,
    );
    throw new Fault('INPUT_INVALID', { file, right, found: where.join('') });
  }
  return { raw: z.array(z.record(z.string(), z.unknown())).parse(value), cases: parsed.data };
}
