import type { Label } from '#domain/label.ts';
import { handoffOf } from '#policy/handoff-rule.ts';
import { isMoney } from '#policy/media-answer.ts';
import type { MediaKind } from '#domain/message-kind.ts';
import { isOnlyCode } from '#policy/identity/code.ts';
import { rightsOf } from '#policy/identity/rights.ts';
import { aside, followUp } from './aside.ts';
import { identityFlow } from './heard-identity.ts';
import { labelOf, asksAboutAnother } from './reply.ts';
import { answerRight, rightAsked } from './rights.ts';
import type { Effect, Flow, FlowId, Turn } from './turn.ts';

/** What becomes of a turn before any dialog looks at it. */
export type Opening =
  /** A dialog begins; one that waited is over. */
  | { readonly do: 'begin'; readonly flow: FlowId }
  /** The words go to the dialog that waits. */
  | { readonly do: 'go-on' }
  /** Something is said beside it, and the dialog goes on waiting where it is. */
  | { readonly do: 'aside'; readonly effects: readonly Effect[] };

/** What breaks into any open dialog, most urgent first (policy: hand-over; architecture: interruptions first). */
const INTERRUPTIONS: readonly (readonly [Label, FlowId])[] = [
  ['vulnerable', 'vulnerable'],
  ['opt_out', 'stop'],
  ['tenant_or_third_party', 'third-party'],
];

/** Labels a waiting dialog gives way to although it might use the words. */
const GIVES_WAY: readonly Label[] = ['human_request', 'hostile', 'paid_claim', 'service_quality'];

/** Which way a turn goes. @param waiting the dialog that waits for the resident, if any. */
export function route(turn: Turn, waiting: Flow | null): Opening {
  switch (turn.event.type) {
    case 'reminder-due':
      return turn.event.reason === 'open-question' && waiting
        ? { do: 'aside', effects: followUp(turn) }
        : begin('remind');
    case 'media':
      return begin(besideWords(turn, turn.event.kinds));
    case 'came':
      return begin('arrive');
    case 'identity':
      return begin('identity-news');
    case 'paid':
    case 'handed-back':
      return begin('rest');
    case 'said':
      return heard(turn, waiting);
  }
}

/**
 * Something came that a person has to look at. Words beside it that break in, or go to a person of their own, say better
 * what it is about; where money came, that is answered whatever the words.
 */
function besideWords(turn: Turn, kinds: readonly MediaKind[]): FlowId {
  if (!turn.heard) return 'media';
  const said = [turn.heard.label, ...turn.heard.also];
  const broken = INTERRUPTIONS.find(([sign]) => said.includes(sign));
  if (broken) return broken[1];
  return !isMoney(kinds) && sendsToPerson(turn) ? 'reply' : 'media';
}

/** Whether the words alone would go to a person. */
function sendsToPerson(turn: Turn): boolean {
  const label = labelOf(turn);
  if (!rightsOf(turn.facts.binding).speaks || asksAboutAnother(turn)) return false;
  const categories = [...turn.catalogue.categories.values()];
  return (
    handoffOf(label, turn.memory.lastScript) !== null ||
    categories.some(({ handoff, labels }) => handoff !== null && labels.includes(label))
  );
}

function begin(flow: FlowId): Opening {
  return { do: 'begin', flow };
}

function heard(turn: Turn, waiting: Flow | null): Opening {
  const label = labelOf(turn);
  const said = [label, ...(label === turn.heard?.label ? turn.heard.also : [])];
  const onlyCode = turn.event.type === 'said' && isOnlyCode(turn.event.text);
  const about = said.includes('vulnerable') && !onlyCode ? null : identityFlow(turn);
  if (about !== null && about !== waiting?.id) return begin(about);
  if (turn.heard?.resumes === true) return begin('resume');
  const right = rightAsked(turn);
  if (right !== undefined) {
    const asksBack = right === 'erase';
    if (asksBack && waiting?.id === 'rights') return { do: 'go-on' };
    return waiting && !asksBack
      ? { do: 'aside', effects: answerRight(turn, right) }
      : begin('rights');
  }
  if (repairs(turn, waiting, label)) {
    const beside = waiting && aside(turn);
    return beside ? { do: 'aside', effects: beside } : begin('repair');
  }
  for (const [sign, flow] of INTERRUPTIONS) {
    // Who asks about another room has not said that they are a stranger to their own, nor a delegate who rents.
    if (
      sign === 'tenant_or_third_party'
        ? label === sign && !asksAboutAnother(turn) && turn.facts.binding?.level !== 'delegate'
        : said.includes(sign)
    ) {
      return begin(flow);
    }
  }
  if (!waiting || said.some((one) => GIVES_WAY.includes(one))) return begin('reply');
  const slots = turn.memory.question?.slots ?? turn.slots;
  if (waiting.takes?.({ ...turn, slots }) !== false) return { do: 'go-on' };
  const beside = aside(turn);
  return beside ? { do: 'aside', effects: beside } : begin('reply');
}

/** Whether the message only sets the conversation right. A lone 取消 with nothing to take back keeps its own label. */
function repairs({ heard: words, facts }: Turn, waiting: Flow | null, label: Label): boolean {
  const repair = words?.repair ?? null;
  if (repair === null || !rightsOf(facts.binding).speaks) return false;
  if (waiting || repair !== 'cancel') return true;
  const promised = facts.home?.promises.some(({ status }) => status === 'open') === true;
  return promised || facts.home?.plan?.status === 'proposed' || label !== 'opt_out';
}
