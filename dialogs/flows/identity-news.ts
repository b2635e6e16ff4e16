import type { IdentityNews } from '#domain/identity.ts';
import type { Trigger } from '#domain/content.ts';
import type { Slots } from '#domain/speech.ts';
import { spelled } from '#policy/identity/code.ts';
import { escalation } from './escalate.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Flow, type StepResult, type Turn, end, go } from './turn.ts';

function text(value: string): Slots[string] {
  return { kind: 'text', value };
}

/** Names in a row; the wordings know `none`. */
function names(list: readonly string[]): Slots[string] {
  return text(list.length === 0 ? 'none' : list.join(' '));
}

function say(turn: Turn, trigger: Trigger, slots: Slots = {}): StepResult {
  return end(confusedTimes(0), speak(turn, trigger, slots));
}

/** What can be asked of a home without leading into another dialog. */
const ANSWERED = ['ask_amount', 'ask_how_to_pay', 'ask_invoice'];

function tell(turn: Turn, news: IdentityNews): StepResult {
  switch (news.news) {
    case 'bound':
      return say(turn, 'identity:bound');
    case 'limited':
      return go('escalate', escalation('identity', 'service'));
    case 'delegate-code':
      return say(turn, 'delegate:code', {
        code: text(spelled(news.code)),
        scope: text(news.scope),
      });
    case 'delegate-asked':
      return say(turn, 'delegate:asked', { who: text(news.name), scope: text(news.scope) });
    case 'delegate-agreed':
      return say(turn, 'delegate:agreed', { scope: text(news.scope) });
    case 'delegate-settled':
      if (news.agreed === null) return say(turn, 'delegate:nobody');
      return say(turn, news.agreed ? 'delegate:let' : 'delegate:not-let');
    case 'delegates': {
      const { pay, bill, speak: speaking } = news;
      if (pay.length + bill.length + speaking.length === 0) return say(turn, 'delegate:nobody');
      const named = { payers: names(pay), viewers: names(bill), speakers: names(speaking) };
      return say(turn, 'delegate:list', named);
    }
    case 'delegates-ended':
      if (news.count === 0) return say(turn, 'delegate:which');
      return say(turn, 'delegate:ended', { count: { kind: 'count', value: news.count } });
    case 'home-chosen': {
      const known = news.label !== null && ANSWERED.includes(news.label);
      return say(turn, known ? `label:${news.label}` : 'home:chosen');
    }
    case 'refused':
    case 'wrong-code':
    case 'declined':
    case 'second-claim':
    case 'delegate-waiting':
    case 'delegate-declined':
      return say(turn, `identity:${news.news}`);
  }
}

/** Tells what came of a proof of identity or of a delegation; it became durable before. */
export const identityNews: Flow = {
  id: 'identity-news',
  steps: [(turn) => (turn.event.type === 'identity' ? tell(turn, turn.event) : end())],
};
