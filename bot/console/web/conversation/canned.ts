import type { ReadyWords } from '../../inbox-api.ts';

/** A canned reply as the list shows it. */
export type Canned = ReadyWords['canned'][number];

/** What is looked for when a text begins with `/`; null when it does not, or goes on over a line. */
export function cannedQuery(text: string): string | null {
  return text.startsWith('/') && !text.includes('\n') ? text.slice(1) : null;
}

/** The replies whose name or words contain what was typed; those that lack a fact come last. */
export function matchingCanned(all: readonly Canned[], query: string): Canned[] {
  const wanted = query.normalize('NFKC').toLowerCase().trim();
  const has = ({ id, title, text }: Canned): boolean =>
    [id, title, text ?? ''].some((one) => one.toLowerCase().includes(wanted));
  return all.filter(has).toSorted((a, b) => a.missing.length - b.missing.length);
}
