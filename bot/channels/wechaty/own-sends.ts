import { plainText } from '#domain/plain-text.ts';
import { MINUTE_MS, type Instant } from '#domain/time.ts';

/** How long an echo of our own message may take; a later one is known by the store. */
const ECHO_MS = 2 * MINUTE_MS;

interface Sent {
  readonly contact: string;
  readonly words: string;
  readonly at: Instant;
}

/**
 * Tells our own messages from those a colleague types on the phone: every account of WeChat shows both as its own.
 * Ids are not to be had from most puppets, so a send is known by whom it went to and what it said.
 */
export class OwnSends {
  #sent: Sent[] = [];

  /** To be called before the message leaves; its echo may come first. */
  note(contact: string, text: string, at: Instant): void {
    this.#sent = this.#since(at);
    this.#sent.push({ contact, words: plainText(text), at });
  }

  /** Whether a message of the account is the echo of one of ours; each counts once. */
  isEcho(contact: string, text: string, now: Instant): boolean {
    this.#sent = this.#since(now);
    const words = plainText(text);
    const index = this.#sent.findIndex((one) => one.contact === contact && one.words === words);
    if (index === -1) return false;
    this.#sent.splice(index, 1);
    return true;
  }

  #since(now: Instant): Sent[] {
    return this.#sent.filter((one) => one.at > now - ECHO_MS);
  }
}
