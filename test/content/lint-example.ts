import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { it } from 'mocha';
import { judgeBy } from '#wording/judge.ts';
import { DataFiles } from '#content/data-files.ts';
import { filesOf } from '#content/load.ts';
import { lintContent } from '#content/lint/lint-content.ts';
import { type LocalDate, localDate } from '#domain/time.ts';
import { SHIPPED } from './folder.ts';

/** Places in the data with other text than the project's own. */
export type Changes = Readonly<Record<string, string>>;

const OWN = filesOf(SHIPPED);
export const TODAY: LocalDate = localDate('2026-11-24');

/** What lint finds when files are changed, as `file:line severity rule reason → right`. */
export function linted(changes: Changes, today = TODAY): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  try {
    const paths = Object.entries(changes).map(([file, text]) => {
      const path = join(folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return [file, path] as const;
    });
    const files = new DataFiles(new Map(paths)).over(OWN);
    return lintContent(files, { today, judge: judgeBy }).map(
      ({ file, line, severity, rule, reason, right }) =>
        `${file}:${line} ${severity} ${rule}: ${reason} → ${right}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const shipped = (file: string) => readFileSync(join(SHIPPED.scripts, '..', file), 'utf8');

export const SCRIPT: string = `# 试用
on: ["label:legal_question"]
strategy: information
evidence: []
slots: []
owner: 法务
`;

/** A trial script with one wording in both languages; the rest of the project stays as it is. */
export function trial(script: string, zh: string, en = '你好 hello'): Changes {
  const wording = (text: string) => `a:\n  - |-\n${text.replaceAll(/^/gmu, '    ')}\n`;
  return {
    'scripts/trial/category.yaml': '# 试用\nfallback: unknown\n',
    'scripts/trial/a.yaml': script,
    'locales/zh-CN/scripts/trial.yaml': wording(zh),
    'locales/en/scripts/trial.yaml': wording(en),
  };
}

export const REMINDER: string = SCRIPT.replace('label:legal_question', 'remind').replace(
  'slots: []',
  'slots: [total, months, office]',
);
export const WHOLE: string =
  '{months}的物业费{total}，到{office}缴；找人回复“人工”，不想收回复“停止提醒”。';
export const WHOLE_EN: string = '{months}: {total}. Pay at {office}; write "person" or "stop".';
export const reminder = (zh: string, en = WHOLE_EN) => trial(REMINDER, zh, en);
export const handoff = (cause: string, zh: string) =>
  trial(SCRIPT.replace('label:legal_question', `handoff:${cause}`), zh);
export const say = (zh: string) => trial(SCRIPT, zh);
export const reply = (text: string): Changes => {
  const entry = `\ntrial:\n  title: 试用\n  text: "${text}"\n`;
  return Object.fromEntries(
    ['zh-CN', 'en'].map((tag) => [
      `locales/${tag}/replies.yaml`,
      shipped(`locales/${tag}/replies.yaml`) + entry,
    ]),
  );
};

/** Something wrong, what is said of it, and something like it that is right. */
export interface RuleExample {
  readonly bad: Changes;
  readonly told: RegExp;
  readonly good: Changes;
  readonly today?: string;
}

/** One test a rule: the bad example is told, the good one is not. */
export function tellApart(rules: Readonly<Record<string, RuleExample>>): void {
  for (const [name, { bad, told, good, today }] of Object.entries(rules)) {
    it(`tells ${name} from what is right`, () => {
      const day = today === undefined ? TODAY : localDate(today);
      const found = linted(bad, day);
      assert.ok(
        found.some((one) => told.test(one)),
        found.join('\n'),
      );
      const rule = /(?:error|warning) ([\w-]+)/u.exec(told.source)?.[1] ?? '';
      assert.deepEqual(
        linted(good, day).filter((one) => one.includes('/trial') && one.includes(` ${rule}`)),
        [],
      );
    });
  }
}
