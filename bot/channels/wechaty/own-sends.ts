import { MINUTE_MS, type Instant } from '#domain/time.ts';

/** How long an echo of our own message may take. */
const ECHO_MS = 2 * MINUTE_MS;

interface Sent {
  readonly contact: string;
  readonly text: string;
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
    this.#sent = this.#sent.filter((one) => one.at > at - ECHO_MS);
    this.#sent.push({ contact, text, at });
  }

  /** Whether a message of the account is the echo of one of ours; each counts once. */
  isEcho(contact: string, text: string): boolean {
    const index = this.#sent.findIndex((one) => one.contact === contact && one.text === text);
    if (index === -1) return false;
    this.#sent.splice(index, 1);
    return true;
  }
}
