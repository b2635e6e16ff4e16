import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parse } from 'yaml';
import { evidenceSchema } from '#content/schema/evidence.ts';
import type { ScriptNotes } from '#console/server/desk.ts';
import { readHandbookWords, type HandbookWords } from './handbook/handbook-words.ts';
import { LOCALES, ROOT, SCRIPTS } from './open-house.ts';

/** The stories of the project; an installation may come without them. */
const STORIES = join(ROOT, 'test', 'cases');
const EXPECTS = /script:\s*(?:"([^"]+)"|'([^']+)'|\[([^\]]*)\]|([\w/-]+))/gu;
const TITLE = /^case:\s*["']?(.+?)["']?\s*$/mu;

/** What stands beside the scripts for those who write them; read when it is first asked for. */
export function openScriptNotes(): ScriptNotes {
  let evidence: ScriptNotes['evidence'] | undefined;
  let stories: ReturnType<typeof readStories> | undefined;
  const words = new Map<string, HandbookWords>();
  const wordsOf = (tag: string) => {
    const known = words.get(tag) ?? readHandbookWords(LOCALES, tag);
    words.set(tag, known);
    return known;
  };
  return {
    aimOf: (id) => firstComment(readFileSync(join(SCRIPTS, `${id}.yaml`), 'utf8')),
    strategyName: (strategy, tag) => wordsOf(tag).nameOf('strategy', strategy),
    get evidence() {
      evidence ??= new Map(
        Object.entries(
          evidenceSchema.parse(parse(readFileSync(join(SCRIPTS, 'evidence.yaml'), 'utf8'))).rows,
        ),
      );
      return evidence;
    },
    storiesOf(id) {
      stories ??= readStories();
      return stories.get(id) ?? [];
    },
  };
}

/** The first line, where it is a comment. */
function firstComment(text: string): string {
  return /^#\s*(.+)/u.exec(text)?.[1]?.trim() ?? '';
}

/** Which cases expect which script by its name, or stand at its path. */
function readStories(): Map<string, { file: string; title: string }[]> {
  const found = new Map<string, { file: string; title: string }[]>();
  if (!existsSync(STORIES)) return found;
  for (const name of readdirSync(STORIES, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!name.endsWith('.yaml')) continue;
    const text = readFileSync(join(STORIES, name), 'utf8');
    const story = { file: name, title: TITLE.exec(text)?.[1] ?? name };
    const ids = [
      name.slice(0, -'.yaml'.length).replaceAll(sep, '/'),
      ...[...text.matchAll(EXPECTS)].flatMap(([, quoted, single, list, bare]) =>
        (quoted ?? single ?? list ?? bare ?? '').split(',').map((one) => one.trim()),
      ),
    ];
    for (const id of new Set(ids)) found.set(id, [...(found.get(id) ?? []), story]);
  }
  return found;
}
