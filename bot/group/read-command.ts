import type { Outcome } from '#domain/handoff.ts';
import type { GroupWords } from './group-words.ts';

/** What a colleague wrote for us to do. `unclear` stands where something was written that cannot be read. */
export type Command =
  | { readonly do: 'bind' | 'bind-group'; readonly words: string }
  | { readonly do: 'claim'; readonly number: CaseNumber }
  | {
      readonly do: 'hand-back';
      readonly number: CaseNumber;
      readonly outcome: Outcome | 'unclear' | null;
    }
  | { readonly do: 'todo' };

/** Null where no number was written. */
export type CaseNumber = number | 'unclear' | null;

const LEADING_NUMBER = /^#?\s*(\d{1,9})(?!\d)/u;

/** The command in a text; null where it begins with none. */
export function readCommand(text: string, words: GroupWords): Command | null {
  const plain = text.normalize('NFKC').trim();
  if (!plain.startsWith('#')) return null;
  const said = plain.slice(1).trim();
  const found = words.commands.find(([word]) => said.toLowerCase().startsWith(word));
  if (!found) return null;
  const [word, command] = found;
  const rest = said.slice(word.length).trim();
  const given = LEADING_NUMBER.exec(rest);
  const number = given ? Number(given[1]) : null;
  switch (command) {
    case 'bind':
      return { do: 'bind', words: rest };
    case 'bindGroup':
      return { do: 'bind-group', words: rest };
    case 'todo':
      return { do: 'todo' };
    case 'claim': {
      const isClear = rest === (given?.[0] ?? '');
      return { do: 'claim', number: isClear ? number : 'unclear' };
    }
    case 'handBack': {
      const after = rest
        .slice(given?.[0].length ?? 0)
        .trim()
        .toLowerCase();
      const outcome = after === '' ? null : (words.outcomes.get(after) ?? 'unclear');
      return { do: 'hand-back', number, outcome };
    }
  }
}
