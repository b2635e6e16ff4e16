import { IntlMessageFormat } from 'intl-messageformat';

/** Values of a message: text or a number to count by. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** A message compiled once. */
export interface Message {
  /** As its author wrote it. */
  readonly source: string;
  /** Names of the values it needs. */
  readonly slots: readonly string[];
  /** @throws Error when a value is missing. */
  format(values: MessageValues): string;
}

const ARGUMENT = /[{}<>']/u;

/**
 * Compiles an ICU message; a text without arguments costs nothing to format.
 * @throws Error that says what in the message cannot be read.
 */
export function compileMessage(text: string, locale: string): Message {
  if (!ARGUMENT.test(text)) return { source: text, slots: [], format: () => text };
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  return {
    source: text,
    slots: [...new Set(argumentsOf(message.getAst()))],
    format: (values) => String(message.format({ ...values })),
  };
}

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** Kinds of message element that need no value: literals and the number sign of a plural. */
const LITERAL = 0;
const POUND = 7;

function argumentsOf(elements: Elements): string[] {
  return elements.flatMap((element) => {
    if (element.type === LITERAL || element.type === POUND) return [];
    const options = 'options' in element ? Object.values(element.options) : [];
    return [element.value, ...options.flatMap((option) => argumentsOf(option.value))];
  });
}
