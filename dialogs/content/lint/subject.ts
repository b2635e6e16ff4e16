import type { Locale } from '#domain/locale.ts';
import type { LocalDate } from '#domain/time.ts';
import type { Script } from '#domain/content.ts';
import type { Message } from '../message.ts';
import type { Reading } from '../reading.ts';
import type { TextChecks } from './text-checks.ts';

/** The speech guard as lint asks it, given from above since content does not know policy. */
export interface Judge {
  /**
   * Names of the rules a text breaks.
   * @param known figures that are slots, not written by hand.
   * @param quotes whether law quoted word for word by hand may stand in it.
   */
  (text: string, known: readonly string[], quotes: boolean): readonly string[];
}

/** What every check of lint looks at. */
export interface Subject {
  readonly reading: Reading;
  readonly today: LocalDate;
  readonly judge: Judge;
  readonly checks: ReadonlyMap<Locale, TextChecks>;
}

/** One text that somebody may read, and where it stands. */
export interface Text {
  readonly file: string;
  readonly where: readonly string[];
  readonly tag: Locale;
  readonly message: Message;
  readonly kind: 'wording' | 'reply';
  /** The script it is a wording of; undefined for replies and for wordings of no script. */
  readonly script: Script | undefined;
}

/** Every wording and canned reply of every language. */
export function textsOf({ shelf, spoken }: Reading): Text[] {
  return [...spoken.languages].flatMap(([tag, { wordings, replies }]) => [
    ...[...wordings].flatMap(([id, messages]) => {
      const [category = '', name = ''] = id.split('/');
      const file = `locales/${tag}/scripts/${category}.yaml`;
      const script = shelf.scripts.get(id);
      return messages.map((message) => {
        const where = [name, String(message.at)];
        return { file, where, tag, message, kind: 'wording' as const, script };
      });
    }),
    ...[...replies].map(([id, { message }]) => {
      const file = `locales/${tag}/replies.yaml`;
      const where = [id, 'text'];
      return { file, where, tag, message, kind: 'reply' as const, script: undefined };
    }),
  ]);
}
