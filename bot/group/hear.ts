import { hashCode } from '#accounts/identity/bind-code.ts';
import { readCode } from '#policy/identity/code.ts';
import type { InboundEvent, RoomWords } from '#ports/channel.ts';
import { COMMAND_QUEUE } from '#ports/colleagues.ts';
import type { Tx } from '#ports/store/store.ts';
import type { CommandJob, KeptCommand } from './command-job.ts';
import type { GroupParts } from './group-parts.ts';
import { type Person, colleagueOf, groupOf, met } from './known-colleague.ts';
import { type Command, readCommand } from './read-command.ts';

type MessageEvent = Extract<InboundEvent, { type: 'message' }>;

/**
 * Takes a private message that is no resident's matter: a code to be bound by, from anybody; whatever a bound colleague
 * writes, unless they live here too and it is no command.
 */
export async function hear(
  parts: GroupParts,
  channel: string,
  event: MessageEvent,
): Promise<boolean> {
  const command = event.kind === 'text' ? readCommand(event.text, parts.words) : null;
  const isBinding = event.origin === 'resident' && command?.do === 'bind';
  if (!isBinding) {
    const known = await parts.store.read(async (tx) => standingOf(tx, channel, event.contact));
    if (known === 'resident' || (known === 'both' && command === null)) return false;
    // What is typed to a colleague on the account's own phone is between the two of them.
    if (event.origin !== 'resident') return true;
  }
  const kept: KeptCommand = command === null ? { do: 'help' } : await keptOf(command);
  const person = { contact: event.contact, name: event.contactName, handle: event.handle ?? null };
  await keep(parts, channel, event.id, person, { room: null, command: kept });
  return true;
}

/** Takes what a colleague wrote in a room. A group that is not bound hears nothing of us but that it is bound now. */
export async function hearInRoom(
  parts: GroupParts,
  channel: string,
  { id, room, talker, talkerName, handle, text }: RoomWords,
): Promise<void> {
  const command = readCommand(text, parts.words);
  if (command === null || command.do === 'bind') return;
  const isOurs = await parts.store.read(async (tx) => {
    if (command.do !== 'bind-group') return (await groupOf(tx, channel, room)) !== undefined;
    return (await standingOf(tx, channel, talker)) !== 'resident';
  });
  if (!isOurs) return;
  const person = { contact: talker, name: talkerName, handle: handle ?? null };
  await keep(parts, channel, id, person, { room, command: await keptOf(command) });
}

/** Whether a contact is a colleague of ours, and whether a resident too. */
async function standingOf(
  tx: Tx,
  channel: string,
  key: string,
): Promise<'colleague' | 'resident' | 'both'> {
  const contact = await tx.contacts.byKey(channel, key);
  if (!contact || !(await colleagueOf(tx, contact.id))) return 'resident';
  return (await tx.bindings.of(contact.id)).length > 0 ? 'both' : 'colleague';
}

/** A command as it may be stored: a code only as its digest, and one that cannot be right as nothing. */
async function keptOf(command: Command): Promise<KeptCommand> {
  if (!('words' in command)) return command;
  const read = readCode(command.words);
  return { do: command.do, hash: read?.found === 'code' ? await hashCode(read.code) : null };
}

/** Keeps a command until it is worked off, once for a message; the commands of one person follow each other. */
async function keep(
  { store, clock, channel: channelOf, nudge }: GroupParts,
  channel: string,
  messageId: string,
  person: Person,
  said: Pick<CommandJob, 'room' | 'command'>,
): Promise<void> {
  const now = clock.now();
  await store.write(async (tx) => {
    if (!(await tx.staffWords.take(channel, messageId, now))) return;
    const { id: contactId } = await met(tx, channelOf(channel), person, now);
    const payload: CommandJob = { channel, contactId, contact: person.contact, ...said };
    await tx.jobs.schedule({
      queue: COMMAND_QUEUE,
      key: `${COMMAND_QUEUE}:${contactId}`,
      dedup: `${COMMAND_QUEUE}:${channel}:${messageId}`,
      runAt: now,
      payload: JSON.stringify(payload),
    });
  });
  nudge();
}
