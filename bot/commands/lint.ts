import { join, relative } from 'node:path';
import { Command } from 'commander';
import type { LintFinding } from '#content/lint/finding.ts';
import { lintContent } from '#content/lint/lint-content.ts';
import { ruleOf } from '#content/lint/rule.ts';
import { type LocalDate, isLocalDate, localDate } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { Fault } from '#errors';
import { judgeBy } from '#wording/judge.ts';
import { scopeOf } from './lint/lint-scope.ts';
import { systemClock } from './system-clock.ts';

interface Options {
  readonly json?: boolean;
  readonly date?: string;
}

/** Where law is in force by the calendar of this zone. */
const ZONE = 'Asia/Shanghai';

/** `nuancui lint [PATH…]`: what is wrong with scripts, locales, statutes and canned replies (contract: commands). */
export function lintCommand(): Command {
  return new Command('lint')
    .description(
      "check persuasion scripts, locales, statutes and canned replies; the project's own without a path",
    )
    .argument(
      '[path...]',
      'folders laid out like scripts/ or locales/ or holding both, or single files of them',
    )
    .option('--json', 'one JSON object {"errors","warnings","findings"}, and nothing else')
    .option('--date <date>', 'the day for which law must be in force; else today')
    .action((paths: string[], options: Options) => {
      process.exitCode = runLint(paths, options);
    });
}

/** @returns the exit status: 0 no error, 1 an error was found, 2 a path cannot be read. */
function runLint(paths: readonly string[], { json, date }: Options): number {
  const today = dayOf(date);
  const { files, asked, root, unreadable, strange } = scopeOf(paths);
  for (const path of unreadable) {
    process.stderr.write(
      `${path}: cannot be read; give a folder laid out like scripts/ or locales/, or one of their files\n`,
    );
  }
  const shown = (file: string) => shownPath(files.path(file) ?? join(root, file));
  const findings = [
    ...strange.map(strangeFinding),
    ...lintContent(files, { today, judge: judgeBy, asked }).map((finding) => ({
      ...finding,
      file: shown(finding.file),
    })),
  ];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  if (json === true) {
    process.stdout.write(`${JSON.stringify({ errors, warnings, findings })}\n`);
  } else {
    for (const { file, line, severity, rule, reason, right } of findings) {
      process.stdout.write(`${file}:${line} ${severity} ${rule}: ${reason}; right: ${right}\n`);
    }
    process.stdout.write(`${asked.size} files read, ${errors} errors, ${warnings} warnings\n`);
  }
  if (unreadable.length > 0) return 2;
  return errors > 0 ? 1 : 0;
}

function dayOf(date: string | undefined): LocalDate {
  if (date === undefined) return dateAt(systemClock().now(), ZONE);
  if (!isLocalDate(date)) throw new Fault('INPUT_INVALID', { date, right: 'a day as 2026-11-20' });
  return localDate(date);
}

function strangeFinding(path: string): LintFinding {
  const { severity, right } = ruleOf('unknown-file');
  const reason = 'this is no script, wording, article, refusal or canned reply';
  return { file: shownPath(path), line: 1, rule: 'unknown-file', severity, reason, right };
}

/** Below the present folder as seen from it, anything else in full. */
function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith('..') ? path : near;
}
