import type { Job } from '#ports/store/jobs.ts';
import type { Tx } from '#ports/store/store.ts';
import { bindColleague } from './bind-colleague.ts';
import { bindGroup } from './bind-group.ts';
import type { Asker } from './case-of.ts';
import { said } from './case-text.ts';
import { type CommandJob, type KeptCommand, commandJob } from './command-job.ts';
import type { GroupParts } from './group-parts.ts';
import { colleagueOf, groupOf } from './known-colleague.ts';
import { type Address, type Text, post } from './post.ts';
import { claimCase, handBackCase } from './take-case.ts';
import { todo } from './todo.ts';

/** Does what a colleague wrote, and answers where it was written; act and answer outlive the process together. */
export async function workCommand(parts: GroupParts, job: Job): Promise<void> {
  const kept = commandJob.parse(JSON.parse(job.payload));
  const { command, room } = kept;
  const here: Address =
    room === null
      ? { channel: kept.channel, address: kept.contact, isRoom: false }
      : { channel: kept.channel, address: room, isRoom: true };
  const privately: Address = { channel: kept.channel, address: kept.contact, isRoom: false };
  switch (command.do) {
    case 'bind':
      await answer(parts, job, async (tx, now) => ({
        to: privately,
        text: await bindColleague(tx, parts.words, kept, command.hash, now),
      }));
      return parts.bound(kept.channel);
    case 'bind-group':
      await answer(parts, job, async (tx, now) => {
        const member = await colleagueOf(tx, kept.contactId);
        if (!member) return undefined;
        if (room === null) return { to: privately, text: said(parts.words, 'say.badGroupCode') };
        const bound = await bindGroup(parts, tx, kept, room, member, command.hash, now);
        return { to: bound.inRoom ? here : privately, text: bound.text };
      });
      return parts.bound(kept.channel);
    default: {
      const text = await actOn(parts, kept, command, job.fence > 1);
      return answer(parts, job, async () => text && { to: here, text });
    }
  }
}

interface Answer {
  readonly to: Address;
  readonly text: Text;
}

/** Ends the job together with its answer; undefined is none. */
async function answer(
  { store, clock, words }: GroupParts,
  job: Job,
  make: (tx: Tx, now: ReturnType<typeof clock.now>) => Promise<Answer | undefined>,
): Promise<void> {
  const now = clock.now();
  await store.write(async (tx) => {
    if (!(await tx.jobs.finish(job.id, job.fence))) return;
    const made = await make(tx, now);
    if (made) await post(tx, made.to, made.text, words.say('alert.plain'), now);
  });
}

async function actOn(
  parts: GroupParts,
  { contactId, channel, room }: CommandJob,
  command: Exclude<KeptCommand, { readonly do: 'bind' | 'bind-group' }>,
  isRepeat: boolean,
): Promise<Text | undefined> {
  const { member, group } = await parts.store.read(async (tx) => ({
    member: await colleagueOf(tx, contactId),
    group: room === null ? null : await groupOf(tx, channel, room),
  }));
  // Let go of since it was written: it is not answered any more.
  if (group === undefined) return undefined;
  if (!member) return room === null ? undefined : said(parts.words, 'say.bindFirst');
  const asker: Asker = { member, estateId: group?.estateId ?? null };
  const mayLook = group === null || parts.worksFor(member, group.estateId);
  if (!mayLook || !parts.may(member, 'read-conversation')) {
    return said(parts.words, 'say.notAllowed');
  }
  switch (command.do) {
    case 'help':
      return said(parts.words, 'say.help');
    case 'todo':
      return todo(parts, asker);
    case 'claim':
      return claimCase(parts, asker, command.number);
    case 'hand-back':
      return handBackCase(parts, asker, command.number, command.outcome, isRepeat);
  }
}
