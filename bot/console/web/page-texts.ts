import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { parse } from 'yaml';
import { z } from 'zod';

const NAME = 'virtual:page-texts';
const RESOLVED = `\0${NAME}`;

const tree = z.record(z.string(), z.record(z.string(), z.string()));

/** Reads `<locales>/<tag>/console.yaml` of every language into flat keys, as `queue.title`. */
export function readPageTexts(locales: string): Record<string, Record<string, string>> {
  const tags = readdirSync(locales, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  return Object.fromEntries(
    tags.map((tag) => {
      const groups = tree.parse(parse(readFileSync(textFile(locales, tag), 'utf8')));
      const flat = Object.entries(groups).flatMap(([group, texts]) =>
        Object.entries(texts).map(([key, text]) => [`${group}.${key}`, text.trim()] as const),
      );
      return [tag, Object.fromEntries(flat)];
    }),
  );
}

/** Gives the pages their texts as one module, so that no wording stands in code. */
export function pageTexts(locales: string): Plugin {
  return {
    name: 'page-texts',
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) return undefined;
      const texts = readPageTexts(locales);
      for (const tag of Object.keys(texts)) this.addWatchFile(textFile(locales, tag));
      return `export default ${JSON.stringify(texts)};`;
    },
  };
}

function textFile(locales: string, tag: string): string {
  return join(locales, tag, 'console.yaml');
}
