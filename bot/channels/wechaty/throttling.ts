import { plainText } from '#domain/plain-text.ts';
import type { MessageKind } from '#ports/channel.ts';

/** Tells the words with which WeChat slows an account down from what people say. */
export class Throttling {
  readonly #phrases: readonly string[];

  /** @param phrases words of WeChat's own notices (locales: wechat.yaml). */
  constructor(phrases: readonly string[]) {
    this.#phrases = phrases.map((phrase) => plainText(phrase));
  }

  /** A notice may say more than the phrase; a resident who quotes one does not throttle anybody. */
  isNotice(kind: MessageKind, text: string): boolean {
    const words = plainText(text).replace(/[。.!]$/u, '');
    if (kind === 'text') return this.#phrases.includes(words);
    return kind === 'unknown' && this.#phrases.some((phrase) => words.includes(phrase));
  }

  /** The phrase in what a puppet said when it refused a send. */
  inError(error: unknown): string | undefined {
    const told = plainText(error instanceof Error ? error.message : String(error));
    return this.#phrases.find((phrase) => told.includes(phrase));
  }
}
