import { append } from '#ledger/append.ts';
import { raise } from '#handoff/raise.ts';
import { readFacts } from '#accounts/facts.ts';
import { isSilent } from '#policy/media-answer.ts';
import { readCode } from '#policy/identity/code.ts';
import { secretsOf } from '#domain/secrets.ts';
import { dateAt } from '#domain/zone.ts';
import { isMedia } from '#domain/message-kind.ts';
import type { ConversationEvent, Words } from '#domain/event.ts';
import type { Understanding } from '#domain/understanding.ts';
import type { Facts } from '#domain/facts.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { InboundMessage } from '#ports/store/messages.ts';
import type { EngineResult } from '#ports/engine.ts';
import type { Job } from '#ports/store/jobs.ts';
import type { Tx } from '#ports/store/store.ts';
import { rightIn } from '#policy/right.ts';
import { REQUESTS, type RequestKind } from '#domain/right.ts';
import type { ReminderJob } from '#ports/reminder-job.ts';
import type { Instant } from '#domain/time.ts';
import { enact } from './enact.ts';
import { enactIdentity } from './enact-identity.ts';
import { takeRequest } from './take-request.ts';
import { type DialogState, readDialogState, writeDialogState } from './dialog-state.ts';
import { dropMatter, matterFor } from './kept-matter.ts';
import { reasonFor } from './reminder-turn.ts';
import { accountHint } from './account-hint.ts';
import type { World } from './world.ts';

interface Opened {
  readonly conversation: Conversation;
  readonly pending: readonly InboundMessage[];
  readonly facts: Facts;
  readonly state: DialogState;
  /** A reminder that has waited for the resident to come. */
  readonly kept: ReminderJob | undefined;
}

/** What became of a turn; `stale` means that something newer came and has its own job. */
export type TurnResult = 'done' | 'stale';

/**
 * Answers what a resident wrote since the last turn, as one. All of it becomes durable together with the job's end, or
 * nothing does.
 */
export async function answerTurn(world: World, job: Job): Promise<TurnResult> {
  const { store, clock } = world;
  const now = clock.now();
  const opened = await store.read(async (tx): Promise<Opened | undefined> => {
    const conversation = await tx.conversations.byId(job.key);
    if (!conversation) return undefined;
    const pending = await tx.inbox.pending(conversation.id);
    const facts = await readFacts(tx, conversation, now);
    const state = await readDialogState(tx, conversation.id);
    const kept = await matterFor(tx, facts, now);
    return { conversation, pending, facts, state, kept };
  });
  const last = opened?.pending.at(-1);
  if (!opened || !last) {
    await store.write((tx) => tx.jobs.finish(job.id, job.fence));
    return 'done';
  }
  const { conversation, pending, facts, state } = opened;
  // What was taken back is not answered.
  const standing = pending.filter(({ recalled }) => !recalled);
  const text = standing.flatMap((one) => (one.kind === 'text' ? [one.text] : [])).join('\n');
  const heard = await perceived(world, text, opened);
  const said = eventOf(standing, heard && { text, understanding: heard });
  const kept = said && isOnlyHello(said) ? opened.kept : undefined;
  const event = kept ? dueNow(kept, facts, now) : said;
  const silent = conversation.owner !== 'bot' || !event;
  const result = silent
    ? undefined
    : await world.engine.turn({
        conversationId: conversation.id,
        stored: state.stored,
        event,
        facts,
        now,
      });
  const committed = await commit(world, job, opened, last.seq, { heard, text, kept, result });
  world.changed({ topic: 'conversation', id: conversation.id });
  if (result?.decision.actions.some((action) => action.do === 'hand-off')) {
    world.changed({ topic: 'queue', id: conversation.estateId });
  }
  return committed;
}

/** What came, as one event; null for what says nothing. */
function eventOf(
  messages: readonly InboundMessage[],
  said: Words | null,
): ConversationEvent | null {
  const kinds = messages.flatMap(({ kind }) => (isMedia(kind) && !isSilent(kind) ? [kind] : []));
  if (kinds.length > 0) return { type: 'media', kinds, said };
  if (said) return { type: 'said', ...said };
  return messages.some(({ kind }) => kind === 'enter') ? { type: 'came' } : null;
}

/** Whoever only says hello is told at once what there is to be told. */
function isOnlyHello(event: ConversationEvent): boolean {
  if (event.type === 'came') return true;
  return event.type === 'said' && event.understanding.label === 'greeting';
}

function dueNow({ reason }: ReminderJob, facts: Facts, now: Instant): ConversationEvent {
  const today = dateAt(now, facts.estate.timezone);
  return { type: 'reminder-due', reason: reason ?? reasonFor(facts, today) };
}

interface Answer {
  readonly heard: Understanding | null;
  readonly text: string;
  /** What had waited for the resident to come, where that is said now. */
  readonly kept: ReminderJob | undefined;
  /** Absent where a person holds the conversation: the bot only takes note. */
  readonly result: EngineResult | undefined;
}

function recalledOf(messages: readonly InboundMessage[]): number {
  return messages.filter(({ recalled }) => recalled).length;
}

/** Thrown inside the transaction to undo it: something newer came in between. */
class Outrun extends Error {}

async function commit(
  world: World,
  job: Job,
  opened: Opened,
  upTo: number,
  { heard, text, kept, result }: Answer,
): Promise<TurnResult> {
  const { conversation, facts, state } = opened;
  const now = world.clock.now();
  try {
    await world.store.write(async (tx) => {
      const current = await tx.conversations.byId(conversation.id);
      const outrun = current?.epoch !== conversation.epoch || current.lastInbound !== upTo;
      const taken = await tx.inbox.pending(conversation.id);
      if (recalledOf(taken) !== recalledOf(opened.pending)) throw new Outrun();
      if (outrun || !(await tx.jobs.finish(job.id, job.fence))) throw new Outrun();
      // Its wave was stopped while the words were made.
      if (kept?.wave !== undefined && !(await matterFor(tx, facts, now))) throw new Outrun();
      await tx.inbox.handled(
        conversation.id,
        upTo,
        heard?.label ?? null,
        heard?.confidence ?? null,
      );
      const today = dateAt(now, facts.estate.timezone);
      const kind = passedOver(world, text, result);
      if (kind) await takeRequest(tx, conversation, kind, text, today, now);
      const posted = { answersUpTo: upTo, occasion: 'answer', stage: null, words: text } as const;
      const turn = { conversation, facts, now, today, ...posted };
      if (!result) {
        // Said to a colleague, it holds all the same (policy: opted-out).
        if (heard?.label === 'opt_out') await enact(world, tx, turn, [{ do: 'opt-out' }]);
        if (heard?.label === 'vulnerable') {
          await enact(world, tx, turn, [{ do: 'hold-vulnerable' }]);
          await raise(tx, append, conversation, now);
        }
        await takeCode(tx, opened, text, now);
        return;
      }
      if (!(await writeDialogState(tx, conversation.id, result, state.etag))) throw new Outrun();
      await enact(world, tx, turn, result.decision.actions);
      if (conversation.failures > 0) await tx.conversations.setFailures(conversation.id, 0);
      const how = result.waiting.asks ? 'open-question' : undefined;
      if (facts.home) await dropMatter(tx, facts.home.household.id);
      if (conversation.householdId) await world.replan(tx, conversation.householdId, now, how);
    });
    return 'done';
  } catch (error) {
    if (!(error instanceof Outrun)) throw error;
    return 'stale';
  }
}

/** What a resident wants with their data where something else went first, or a person answers: recorded all the same. */
function passedOver(
  { content }: World,
  text: string,
  result: EngineResult | undefined,
): RequestKind | undefined {
  const right = rightIn(text, content.catalogue.topics);
  const heard =
    result?.waiting.flow === 'rights' ||
    result?.decision.actions.some((action) => action.do === 'take-request');
  return heard === true ? undefined : REQUESTS.find((one) => one === right);
}

/** A code binds also where a person holds the conversation: they see that it did, and the bot says nothing. */
async function takeCode(
  tx: Tx,
  { conversation, facts }: Opened,
  text: string,
  now: Instant,
): Promise<void> {
  const read = readCode(text);
  if (conversation.owner === 'bot' || read?.found !== 'code') return;
  const turn = { conversation, estate: facts.estate, householdId: null, now };
  await enactIdentity(tx, turn, { do: 'try-code', code: read.code });
}

async function perceived(
  { perceive, clock }: World,
  text: string,
  { conversation, facts, state }: Opened,
): Promise<Understanding | null> {
  if (text === '') return null;
  const now = clock.now();
  const { timezone } = facts.estate;
  return perceive(text, {
    now,
    timezone,
    awaiting: state.waiting.flow,
    choices: state.waiting.choices,
    ...(facts.home && { account: accountHint(facts.home, dateAt(now, timezone)) }),
    // Where a person holds the conversation the bot is silent: nobody outside need be asked.
    ...(conversation.owner === 'bot' && {
      secrets: secretsOf({ ...facts, household: facts.home?.household }),
    }),
  });
}
