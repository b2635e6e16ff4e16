import { createHash } from 'node:crypto';
import { type Instant, HOUR_MS, later } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import type { CommandJob } from './command-job.ts';
import { said } from './case-text.ts';
import type { GroupWords } from './group-words.ts';
import type { Text } from './post.ts';

/** Tries with a code that a contact has in an hour; they outlive a restart. */
export const MOST_TRIES = 5;
const REST_MS = HOUR_MS;

/**
 * Takes one try of a contact.
 * @returns false when they are used up: no code may be looked at then.
 */
export async function takeTry(tx: Tx, contactId: string, now: Instant): Promise<boolean> {
  await tx.loginTries.forgetExpired(now);
  const key = createHash('sha256').update(`staff code ${contactId}`).digest('hex');
  const known = await tx.loginTries.byKey(key);
  const count = (known?.count ?? 0) + 1;
  if (count > MOST_TRIES) return false;
  await tx.loginTries.put(key, { count, until: later(now, REST_MS) });
  return true;
}

/**
 * Binds a contact to the colleague whose code it brought. Whatever is wrong with a code, the answer is the same, so that
 * nobody learns from it who works here.
 */
export async function bindColleague(
  tx: Tx,
  words: GroupWords,
  { contactId, channel }: CommandJob,
  hash: string | null,
  now: Instant,
): Promise<Text> {
  const mayTry = await takeTry(tx, contactId, now);
  const code =
    mayTry && hash !== null ? await tx.staffCodes.spend(hash, 'colleague', now) : undefined;
  const member = code && (await tx.staff.byId(code.staffId));
  if (member?.endedAt !== null) return said(words, 'say.badCode');
  await tx.staffContacts.bind(contactId, channel, member.id, now);
  const about = { subject: member.id, before: null, after: channel, reason: null };
  await tx.audit.append({ at: now, actor: member.id, act: 'wechat-bound', ...about });
  return said(words, 'say.bound', { name: member.name });
}
