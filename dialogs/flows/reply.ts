import { categorise } from '#policy/categorise.ts';
import { handoffOf } from '#policy/handoff-rule.ts';
import { rightsOf } from '#policy/identity/rights.ts';
import { ASKING, topicsOf } from '#policy/topic.ts';
import type { Category, TopicId, Trigger } from '#domain/content.ts';
import type { Label } from '#domain/label.ts';
import type { Understanding } from '#domain/understanding.ts';
import { accountView, olderCharges } from './account.ts';
import { escalation } from './escalate.ts';
import { aboutOlder } from './older.ts';
import { smallTalk } from './small-talk.ts';
import { homeMeant, homesOf } from './which-home.ts';
import { UNKNOWN, canSpeak, confusedTimes, speak } from './speak.ts';
import { type Effect, type Flow, type StepResult, type Turn, end, go } from './turn.ts';

/** What is answered first where several things were said: the request before the reason, once nothing is disputed. */
const REQUESTS: readonly Label[] = ['ask_how_to_pay', 'ask_amount', 'ask_invoice'];

/** Labels that mean paying in parts, whatever else was said. */
const IN_PARTS: readonly Label[] = ['hardship', 'instalment_request'];

/** The label of the turn; a number from the last menu stands for the words beside it. */
export function labelOf(turn: Turn): Label {
  const { heard, memory, now } = turn;
  if (!heard) return 'other';
  const route =
    heard.choice !== null && memory.menu && now <= memory.menu.expiresAt
      ? memory.menu.routes[heard.choice - 1]
      : undefined;
  return isLabel(turn, route) ? route : heard.label;
}

function isLabel(turn: Turn, route: string | undefined): route is Label {
  return (
    route !== undefined &&
    [...turn.catalogue.scripts.values()].some(({ choices }) =>
      choices.some(({ leads }) => leads === route),
    )
  );
}

/** Whether the words ask about a home that is not this contact's. */
export function asksAboutAnother(turn: Turn): boolean {
  const own = homesOf(turn).map(({ room }) => room);
  return (turn.heard?.rooms ?? []).some((room) => !own.includes(room));
}

function settled(
  turn: Turn,
  label: Label,
  topics: readonly TopicId[],
): { turn: Turn; category: Category; effects: Effect[] } {
  const { catalogue, memory, heard } = turn;
  const account = accountView(turn);
  const also = heard?.also ?? [];
  const found = categorise(catalogue, label, also, account, memory.category, topics);
  const id = found ?? UNKNOWN;
  const category = catalogue.categories.get(id);
  if (!category) throw new Error(`the catalogue has no category ${id}`);
  const effects: Effect[] =
    found !== null && found !== memory.category
      ? [
          { do: 'categorise', category: found, why: `label ${label}` },
          { do: 'remember', memory: { category: found } },
        ]
      : [];
  return { turn: { ...turn, memory: { ...memory, category: found } }, category, effects };
}

function puzzled(turn: Turn): StepResult {
  const times = turn.memory.confused + 1;
  if (times > 1) return go('escalate', escalation('not-understood', 'service'));
  return end(confusedTimes(times), speak(turn, 'not-understood'));
}

/** Answers by category what a resident said of their own accord. */
export const reply: Flow = {
  id: 'reply',
  steps: [
    (given) => {
      const label = labelOf(given);
      const heard = given.heard;
      const rights = rightsOf(given.facts.binding);
      if (rights.hears === 'nothing') return go('identity', {});
      if (asksAboutAnother(given)) return go('identity', { about: 'other-household' });
      const meant = homeMeant(given, label);
      if (meant === 'ask') return go('which-home', { label });
      if (meant !== 'clear') return end(confusedTimes(0), meant);
      if (!rights.speaks) return go('for-delegate', {});
      if (heard?.corrects === true && namesPayment(heard) && hasOpenPromise(given)) {
        return go('promise', {});
      }
      if (heard?.asksBasis === true && explains(label, heard.confidence)) {
        if (accountView(given).owing) return go('explain', {});
        return end(confusedTimes(0), speak(given, 'label:ask_amount'));
      }
      const topics = topicsAsked(given, label);
      const { turn, category, effects } = settled(given, label, topics);
      const leads =
        category.labels.includes(label) || topics.some((one) => category.topics.includes(one));
      if (category.handoff && leads) {
        const { reason, queue, urgent } = category.handoff;
        return go('escalate', escalation(reason, queue, category.freeze, urgent), effects);
      }
      const wantsPerson = heard?.also.includes('human_request') === true;
      const direct = handoffOf(wantsPerson ? 'human_request' : label, turn.memory.lastScript);
      const known = wantsPerson ? undefined : topicTrigger(turn, topics);
      if (known !== undefined && !isSaidAgain(turn, known)) {
        return end(effects, confusedTimes(0), speak(turn, known));
      }
      if (known !== undefined && !direct) {
        return go('escalate', escalation('legal-question', 'legal'), effects);
      }
      if (direct) {
        const { reason, queue, urgent } = direct;
        return go('escalate', escalation(reason, queue, 'nothing', urgent), effects);
      }
      if (heard && IN_PARTS.includes(label) && isOnePart(heard)) return go('promise', {}, effects);
      if (IN_PARTS.includes(label)) return go('plan', {}, effects);
      if (label === 'promise' || (heard && heard.days.length > 0 && isSoft(label))) {
        return go('promise', {}, effects);
      }
      if (label === 'busy_later' && olderCharges(turn).length === 0) {
        return go('promise', { asks: 'label:busy_later' }, effects);
      }
      if (label === 'greeting' || label === 'thanks_ok' || heard?.smallTalk === true) {
        return smallTalk(turn, label, effects);
      }
      const chosen = heard?.choice !== null && label !== heard?.label;
      if ((heard?.abstained === true && !chosen) || label === 'other') return puzzled(turn);
      const request = [label, ...(heard?.also ?? [])].find((one) => REQUESTS.includes(one));
      const answered = request ?? label;
      const older = aboutOlder(turn, answered);
      const answer = older.instead ? [] : speak(turn, `label:${answered}`);
      return end(effects, confusedTimes(0), answer, older.effects);
    },
  ],
};

/** Surer than this, words about the sum dispute it; below it a plain question how it comes about is only asked. */
const SURELY_DISPUTED = 0.97;

function explains(label: Label, confidence: number): boolean {
  return EXPLAINS.includes(label) || (label === 'billing_dispute' && confidence < SURELY_DISPUTED);
}

/** Labels beside which a question how the sum comes about is answered and not disputed. */
const EXPLAINS: readonly Label[] = ['ask_amount', 'legal_question', 'other'];

/** A day, a sum or a share of the debt was named. */
function namesPayment({ days, amounts, share }: Understanding): boolean {
  return days.length > 0 || amounts.length > 0 || share !== null;
}

/** A part is named and not a series of them: a promise of that part, as 月底先交500. */
function isOnePart({ days, amounts, share, instalments }: Understanding): boolean {
  return (amounts.length > 0 || share !== null) && (days.length > 0 || instalments === null);
}

/** Topics count only where the label says no more than that something is asked. */
function topicsAsked({ event, catalogue }: Turn, label: Label): TopicId[] {
  if (event.type !== 'said' || !ASKING.has(label)) return [];
  return topicsOf(event.text, catalogue.topics);
}

/** The trigger of the first topic that a script answers. */
function topicTrigger(turn: Turn, topics: readonly TopicId[]): Trigger | undefined {
  return topics.map((topic) => `topic:${topic}`).find((trigger) => canSpeak(turn, trigger));
}

/** What the law says was just said: asked once more, it is for a person. */
function isSaidAgain({ catalogue, memory }: Turn, trigger: Trigger): boolean {
  if (memory.lastScript === null) return false;
  return catalogue.scripts.get(memory.lastScript)?.on.includes(trigger) === true;
}

function hasOpenPromise(turn: Turn): boolean {
  return (turn.facts.home?.promises ?? []).some(({ status }) => status === 'open');
}

/** A day named while excusing oneself is meant as a promise. */
function isSoft(label: Label): boolean {
  return label === 'forgot' || label === 'busy_later' || label === 'thanks_ok';
}
