import { LABELS } from '#domain/label.ts';
import { didYouMean } from '../nearest.ts';
import type { Subject } from './subject.ts';

/** Places the data have; anything else is read by nobody. */
const KNOWN: readonly RegExp[] = [
  /^scripts\/(?:evidence|strategies)\.yaml$/u,
  /^scripts\/[^/]+\/[^/]+\.yaml$/u,
  /^locales\/[^/]+\/scripts\/[^/]+\.yaml$/u,
  /^locales\/classifier\.bin(?:\.\d+)?$/u,
  /^locales\/guard\.json$/u,
  /^locales\/[^/]+\/guard\/[a-z-]+\.txt$/u,
  /\.md$/u,
];

const OF_LANGUAGE: readonly string[] = [
  'words.yaml',
  'estate.yaml',
  'replies.yaml',
  'topics.yaml',
  'checks.yaml',
  'variants.yaml',
  'phrases.yaml',
  'lexicon.yaml',
  'model.yaml',
  'console.yaml',
  'handbook.yaml',
  'import.yaml',
  'import-headers.yaml',
  'papers.yaml',
  'letter.yaml',
  'wechat.yaml',
  'group.yaml',
];

/** A file that nobody reads is mostly a slip of the pen. */
export function checkFiles({ reading }: Subject): void {
  const { reader } = reading;
  for (const file of reader.files.names) {
    const [room, tag, name = '', ...rest] = file.split('/');
    if (
      KNOWN.some((known) => known.test(file)) ||
      file.split('/').some((part) => part.startsWith('.'))
    )
      continue;
    if (room === 'locales' && rest.length === 0 && OF_LANGUAGE.includes(name)) continue;
    const label =
      name === 'utterances' && rest.length === 2
        ? (rest[1] ?? '').replace(/\.txt$/u, '')
        : undefined;
    if (label !== undefined && LABELS.some((known) => known === label)) continue;
    const near =
      label === undefined
        ? didYouMean(name, room === 'locales' && tag ? OF_LANGUAGE : [])
        : didYouMean(label, LABELS);
    const ending = file.endsWith('.yml') ? '; the ending is .yaml' : '';
    reader.note(file, 'unknown-file', `nothing reads this file${ending}${near}`);
  }
}
