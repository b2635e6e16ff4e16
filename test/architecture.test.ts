import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'mocha';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '..');
const CAP = 300;

/** Lexers of Chinese words: the grammar of dates, sums and periods is their own wording, not a resident's. */
const LEXERS = [/^bot\/perception\/.*\.ts$/u, /^bot\/accounts\/import\/.*grammar\.ts$/u];

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !/(?:^|\/)dist\//u.test(name))
    .map((name) => join(folder, name));
}

function source(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** Code without its comments; good enough to find wording, which never hides in a comment sign. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//gu, '').replaceAll(/(?<![:'"`])\/\/.*$/gmu, '');
}

const CODE = ['bot', 'dialogs'].flatMap((folder) => filesIn(folder, /\.(?:ts|vue)$/u));
const TESTS = filesIn('test', /\.ts$/u);

describe('The house', () => {
  it('imports go down the floors only, without a cycle', function () {
    this.timeout(60_000);
    const program = join(
      ROOT,
      'node_modules',
      'dependency-cruiser',
      'bin',
      'dependency-cruiser.mjs',
    );
    const args = [program, 'bot', 'dialogs', '--config', '.dependency-cruiser.cjs'];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });

  it(`no file is longer than ${CAP} lines`, () => {
    const long = [...CODE, ...TESTS].filter((file) => source(file).split('\n').length > CAP + 1);
    assert.deepEqual(long, []);
  });

  it('no wording stands in code', () => {
    const wordy = CODE.filter((file) => !LEXERS.some((lexer) => lexer.test(file))).filter((file) =>
      /\p{Script=Han}/u.test(withoutComments(source(file))),
    );
    assert.deepEqual(wordy, []);
  });

  it('files are named for the one thing they hold', () => {
    const odd = CODE.map((file) => basename(file).replace(/\.(?:d\.)?(?:ts|vue)$/u, '')).filter(
      (name) =>
        !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/u.test(name) ||
        /^(?:utils?|helpers?|common|manager|types)$/u.test(name),
    );
    assert.deepEqual(odd, []);
  });

  it('every language has the same messages', () => {
    for (const file of [
      'words.yaml',
      'console.yaml',
      'import.yaml',
      'papers.yaml',
      'letter.yaml',
    ]) {
      const [zh, en] = ['zh-CN', 'en'].map((tag) =>
        keysOf(parse(source(`locales/${tag}/${file}`))),
      );
      assert.deepEqual(en, zh, file);
    }
  });
});

function keysOf(value: unknown, path = ''): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [path];
  return Object.entries(value)
    .flatMap(([key, part]) => keysOf(part, `${path}.${key}`))
    .toSorted();
}
