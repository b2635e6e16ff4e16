import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { LineCounter, parseDocument } from 'yaml';
import { type CaseFile, caseFile } from './cases/case-file.ts';
import type { CaseHouse } from './cases/case-stage.ts';
import { type SeenCase, coverageOf } from './cases/case-coverage.ts';
import { coverageText } from './cases/coverage-text.ts';
import { type CaseResult, watchCase } from './cases/play-case.ts';
import { openHouse } from './open-house.ts';

interface Options {
  readonly json?: boolean;
  readonly coverage?: boolean;
  readonly tag?: string;
  readonly engine: 'bot-framework' | 'plain';
}

/** A file that is a case, or why it is none. */
export type ReadCase =
  | { readonly file: string; readonly ok: true; readonly parsed: CaseFile }
  | { readonly file: string; readonly ok: false; readonly problems: readonly string[] };

/** `nuancui cases PATH…`: plays conversation cases (contract: conversation cases). */
export function casesCommand(): Command {
  return new Command('cases')
    .description('play conversation cases against the real application')
    .argument('<path...>', 'case files, or folders of them')
    .option('--json', 'one line of JSON a case, and nothing else')
    .option(
      '--coverage',
      'also tell which scripts, stages and exits the cases play, and which never',
    )
    .option('--tag <tag>', 'only cases that carry this tag')
    .option('--engine <name>', 'bot-framework, or plain for the runner without it', 'bot-framework')
    .action(async (paths: string[], options: Options) => {
      process.exitCode = await runCases(paths, options);
    });
}

/** @returns the exit status: 0 all held, 1 an expectation failed, 2 a file is no valid case. */
export async function runCases(paths: readonly string[], options: Options): Promise<number> {
  const read = paths.flatMap(caseFilesIn).map(readCase);
  const invalid = read.filter((one) => !one.ok);
  for (const { problems } of invalid) process.stderr.write(`${problems.join('\n')}\n`);
  const house: CaseHouse = { ...openHouse(), engine: options.engine };
  let failed = 0;
  let held = 0;
  const watched: SeenCase[] = [];
  for (const one of read) {
    if (!one.ok || (options.tag !== undefined && !one.parsed.tags.includes(options.tag))) continue;
    const { result, seen } = await watchCase(house, one.parsed);
    watched.push({ file: one.file, seen });
    if (result.ok) held += 1;
    else failed += 1;
    report(one.file, result, options.json === true);
  }
  if (options.coverage === true) {
    const coverage = coverageOf(house.content.catalogue, watched);
    const told = options.json === true ? JSON.stringify({ coverage }) : coverageText(coverage);
    process.stdout.write(`${told}\n`);
  }
  if (options.json !== true) {
    process.stdout.write(`${held} held, ${failed} failed, ${invalid.length} invalid\n`);
  }
  if (invalid.length > 0) return 2;
  return failed > 0 ? 1 : 0;
}

/** The case files at a path; a folder is searched to its depth. */
export function caseFilesIn(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/u.test(name))
    .toSorted()
    .map((name) => join(path, name));
}

/** Reads a case; what is wrong is told with file, line, path and what was expected. */
export function readCase(file: string): ReadCase {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { file, ok: false, problems: [`${file}: cannot be read; give a case file or a folder`] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const problems = document.errors.map(
      ({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}: ${message}`,
    );
    return { file, ok: false, problems };
  }
  const parsed = caseFile.safeParse(document.toJS());
  if (parsed.success) return { file, ok: true, parsed: parsed.data };
  const problems = parsed.error.issues.map((issue) => {
    const path = issue.path.map(String);
    const line = lineOf(document.getIn(path, true), lines);
    return `${file}:${line}: ${path.join('.') || 'the case'}: ${issue.message}`;
  });
  return { file, ok: false, problems };
}

function lineOf(node: unknown, lines: LineCounter): number {
  if (node === null || typeof node !== 'object' || !('range' in node)) return 1;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? lines.linePos(range[0]).line : 1;
}

function report(file: string, result: CaseResult, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ file, ...result })}\n`);
    return;
  }
  if (result.ok) return;
  process.stdout.write(`\n✗ ${file}: ${result.case}\n`);
  for (const { at, who, text } of result.transcript) {
    process.stdout.write(`  ${at.slice(0, 16)} ${who}: ${text.replaceAll('\n', '\n      ')}\n`);
  }
  for (const { step, path, expected, actual } of result.failures) {
    const told = `expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`;
    process.stdout.write(`  step ${step} ${path}: ${told}\n`);
  }
}
