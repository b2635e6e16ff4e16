import type { Refusal, Statute } from '#domain/content.ts';
import type { LocalDate } from '#domain/time.ts';
import type { DataFiles } from '../data-files.ts';
import { readAll } from '../reading.ts';
import { checkEvidence } from './check-evidence.ts';
import { checkFiles } from './check-files.ts';
import { checkKeys } from './check-keys.ts';
import { checkLaw } from './check-law.ts';
import { checkReminders } from './check-reminder.ts';
import { checkSpeech } from './check-speech.ts';
import { checkStages } from './check-stage.ts';
import type { LintFinding } from './finding.ts';
import { ruleOf } from './rule.ts';
import type { Judge } from './subject.ts';
import { readTextChecks } from './text-checks.ts';

/** What the speech guard needs of the data to judge their texts. */
export interface JudgeData {
  readonly refusals: readonly Refusal[];
  readonly statutes: readonly Statute[];
  readonly today: LocalDate;
}

export interface LintOptions {
  /** The day for which law must be in force. */
  readonly today: LocalDate;
  readonly judge: (data: JudgeData) => Judge;
  /** Files whose findings are wanted; all of them where absent. The rest is only looked up. */
  readonly asked?: ReadonlySet<string>;
}

/** Everything that is wrong or doubtful with the data, by file and line; never stops at the first. */
export function lintContent(files: DataFiles, { today, judge, asked }: LintOptions): LintFinding[] {
  const reading = readAll(files);
  const { reader, shelf, refused } = reading;
  const statutes = [...shelf.statutes.values()];
  const subject = {
    reading,
    today,
    judge: judge({ refusals: refused.refusals, statutes, today }),
    checks: readTextChecks(reader),
  };
  checkSpeech(subject);
  checkReminders(subject);
  checkLaw(subject);
  checkEvidence(subject);
  checkStages(subject);
  checkKeys(subject);
  checkFiles(subject);
  const wanted = (file: string | undefined) => {
    if (asked === undefined) return true;
    if (file === undefined) return false;
    // A file that is missing belongs to whoever asked for its folder.
    const folder = file.includes('.') ? file.slice(0, file.lastIndexOf('/') + 1) : `${file}/`;
    return (
      asked.has(file) || (!files.has(file) && [...asked].some((one) => one.startsWith(folder)))
    );
  };
  const told = new Set<string>();
  return reader.findings
    .filter(({ file, about }) => wanted(file) || wanted(about))
    .map(({ file, line, rule, message, right }) => {
      const { severity, right: general } = ruleOf(rule);
      return { file, line, rule, severity, reason: message, right: right ?? general };
    })
    .filter((finding) => {
      const key = JSON.stringify(finding);
      return !told.has(key) && told.add(key);
    })
    .toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
