import { createHash } from 'node:crypto';
import type { OutboundMessage } from '#ports/channel.ts';
import { tapId } from './kf-message.ts';

/** Longest text, head of a menu and choice of it in UTF-8 bytes, and choices of a menu (document 94677). */
export const MAX_BYTES = 2048;
const MAX_HEAD = 1024;
const MAX_OPTION = 128;
const MAX_OPTIONS = 10;

/**
 * The id under which a message is sent: at most 32 bytes of `[0-9a-zA-Z_-]` (document 94677), always the same for one
 * key, so that news of the message find it even when its answer was lost.
 */
export function messageIdOf(idempotencyKey: string): string {
  const bare = idempotencyKey.replaceAll('-', '');
  if (/^[\da-f]{32}$/u.test(bare)) return bare;
  return createHash('sha256').update(idempotencyKey).digest('base64url').slice(0, 32);
}

/** A menu where the choices fit into one, else the text with its numbers; undefined where even that is too long. */
export function bodyOf({ text, choices }: OutboundMessage, messageId: string): object | undefined {
  if (choices && fits(choices.head, choices.options)) {
    const list = choices.options.map((content, index) => ({
      type: 'click',
      click: { id: tapId({ messageId, choice: index + 1 }), content },
    }));
    return { msgtype: 'msgmenu', msgmenu: { head_content: choices.head, list } };
  }
  if (text === '' || Buffer.byteLength(text) > MAX_BYTES) return undefined;
  return { msgtype: 'text', text: { content: text } };
}

function fits(head: string, options: readonly string[]): boolean {
  return (
    options.length > 0 &&
    options.length <= MAX_OPTIONS &&
    Buffer.byteLength(head) <= MAX_HEAD &&
    options.every((option) => option !== '' && Buffer.byteLength(option) <= MAX_OPTION)
  );
}
