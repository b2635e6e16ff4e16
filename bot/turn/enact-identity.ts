import { randomUUID } from 'node:crypto';
import { bindByCode } from '#accounts/identity/bind-by-code.ts';
import {
  answerDelegation,
  delegatesOf,
  endDelegates,
  offerDelegation,
} from '#accounts/identity/delegation.ts';
import { proveByPhone } from '#accounts/identity/prove-by-phone.ts';
import type { Estate } from '#domain/estate.ts';
import type { IdentityAction, IdentityNews } from '#domain/identity.ts';
import type { Instant } from '#domain/time.ts';
import { append } from '#ledger/append.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { LedgerType } from '#ports/store/ledger.ts';
import type { Tx } from '#ports/store/store.ts';
import { NOTICE_QUEUE, type NoticePayload } from './queue.ts';

/** In whose conversation and when somebody's identity is looked at. */
export interface IdentityTurn {
  readonly conversation: Conversation;
  readonly estate: Pick<Estate, 'timezone'>;
  /** The home the turn is about. */
  readonly householdId: string | null;
  readonly now: Instant;
}

/** Why the dialog hears it: the contact asked, somebody else did something, or staff decided. */
export type NewsOf = Extract<NoticePayload, { type: 'identity' }>['of'];

/** Has the dialog of a conversation tell what came of it, in a turn of its own. */
export async function tellNews(
  tx: Tx,
  conversationId: string,
  news: IdentityNews,
  of: NewsOf,
  now: Instant,
): Promise<void> {
  const payload: NoticePayload = { type: 'identity', of, told: news };
  await tx.jobs.schedule({
    queue: NOTICE_QUEUE,
    key: conversationId,
    dedup: `identity:${conversationId}:${randomUUID()}`,
    runAt: now,
    payload: JSON.stringify(payload),
  });
}

/** Tells somebody else of the home in their own conversation. */
async function tellContact(
  tx: Tx,
  contactId: string,
  { estateId, householdId }: { readonly estateId: string; readonly householdId: string },
  news: IdentityNews,
  now: Instant,
): Promise<void> {
  const known = await tx.conversations.byContact(contactId);
  const theirs = known ?? (await tx.conversations.ensure(estateId, contactId, householdId, now));
  await tellNews(tx, theirs.id, news, 'others', now);
}

/** Writes down that a contact was bound, tells them, and tells whoever held the home that somebody asked. */
export async function noteBound(
  tx: Tx,
  { id: conversationId, contactId }: Pick<Conversation, 'id' | 'contactId'>,
  { householdId, holders }: { readonly householdId: string; readonly holders: readonly string[] },
  by: { readonly how: 'code' | 'phone' | 'staff'; readonly staffId?: string },
  now: Instant,
): Promise<void> {
  const home = await tx.households.byId(householdId);
  if (!home) return;
  const { staffId, how } = by;
  const head = { estateId: home.estateId, at: now, householdId, conversationId };
  const body = { contact: contactId, how, level: 'verified', ...(staffId && { staff: staffId }) };
  await append(tx, { ...head, type: 'bind', body });
  await tellNews(tx, conversationId, { news: 'bound' }, how === 'staff' ? 'staff' : 'self', now);
  for (const holder of holders) await tellContact(tx, holder, head, { news: 'second-claim' }, now);
}

/** Does what the dialog asked about who is who, with its ledger entry; the answer comes as news. */
export async function enactIdentity(
  tx: Tx,
  turn: IdentityTurn,
  action: IdentityAction,
): Promise<void> {
  const { conversation, estate, householdId, now } = turn;
  const { id, contactId, estateId } = conversation;
  const tell = async (news: IdentityNews): Promise<void> => tellNews(tx, id, news, 'self', now);
  const note = async (
    type: LedgerType,
    body: Readonly<Record<string, unknown>>,
    home: string | null,
  ): Promise<unknown> => {
    const head = { estateId, at: now, householdId: home, conversationId: id };
    return append(tx, { ...head, type, body: { contact: contactId, ...body } });
  };
  switch (action.do) {
    case 'try-code': {
      const outcome = await bindByCode(tx, contactId, action.code, estate, now);
      if (outcome.result === 'bound') {
        return noteBound(tx, conversation, outcome, { how: 'code' }, now);
      }
      if (outcome.result === 'delegate-waiting') {
        const { scope, owner } = outcome;
        await note('delegate', { status: 'asked', scope }, outcome.householdId);
        await tell({ news: 'delegate-waiting' });
        const name = (await tx.contacts.byId(contactId))?.name ?? '';
        const about = { estateId, householdId: outcome.householdId };
        return tellContact(tx, owner, about, { news: 'delegate-asked', name, scope }, now);
      }
      await note('identity', { how: 'code', result: outcome.result }, null);
      return tell({ news: outcome.result });
    }
    case 'prove': {
      const { room, name, lastFour } = action;
      const said = { room, name, lastFour };
      const outcome = await proveByPhone(tx, conversation, said, estate, now);
      if (outcome.result === 'bound') {
        return noteBound(tx, conversation, outcome, { how: 'phone' }, now);
      }
      await note('identity', { how: 'phone', ...outcome }, null);
      return tell({ news: outcome.result });
    }
    case 'choose-home':
      await tx.conversations.setHousehold(id, action.householdId);
      return tell({ news: 'home-chosen', label: action.label });
    default:
      if (householdId !== null) await enactDelegation(tx, turn, householdId, action, note);
  }
}

type DelegationAction = Extract<
  IdentityAction,
  { do: 'offer-delegation' | 'answer-delegation' | 'list-delegates' | 'end-delegates' }
>;

async function enactDelegation(
  tx: Tx,
  { conversation, now }: IdentityTurn,
  householdId: string,
  action: DelegationAction,
  note: (
    type: LedgerType,
    body: Readonly<Record<string, unknown>>,
    home: string,
  ) => Promise<unknown>,
): Promise<void> {
  const { id, contactId, estateId } = conversation;
  const tell = async (news: IdentityNews): Promise<void> => tellNews(tx, id, news, 'self', now);
  switch (action.do) {
    case 'offer-delegation': {
      const { scope } = action;
      const code = await offerDelegation(tx, { contactId, householdId, estateId }, scope, now);
      await note('delegate', { status: 'offered', scope }, householdId);
      return tell({ news: 'delegate-code', code, scope });
    }
    case 'answer-delegation': {
      const { agreed } = action;
      const found = await answerDelegation(tx, contactId, householdId, agreed, now);
      await tell({ news: 'delegate-settled', agreed: found ? agreed : null });
      if (!found) return;
      const status = agreed ? 'agreed' : 'declined';
      await note(
        'delegate',
        { status, delegate: found.contactId, scope: found.scope },
        householdId,
      );
      const news: IdentityNews = agreed
        ? { news: 'delegate-agreed', scope: found.scope }
        : { news: 'delegate-declined' };
      return tellContact(tx, found.contactId, { estateId, householdId }, news, now);
    }
    case 'list-delegates': {
      const all = await delegatesOf(tx, householdId);
      const may = (scope: string) =>
        all.filter((one) => one.scope === scope).map((one) => one.name);
      return tell({ news: 'delegates', pay: may('pay'), bill: may('bill'), speak: may('speak') });
    }
    case 'end-delegates': {
      const ended = await endDelegates(tx, householdId, action.words, now);
      for (const { contactId: delegate, scope } of ended) {
        await note('delegate', { status: 'ended', delegate, scope }, householdId);
      }
      return tell({ news: 'delegates-ended', count: ended.length });
    }
  }
}
