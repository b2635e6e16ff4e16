import { HANDOFF_REASONS, UNSPOKEN } from '#domain/handoff.ts';
import { LABELS } from '#domain/label.ts';

/** Slots of the estate: nothing in them concerns a household, so anybody may hear them. */
const ESTATE = ['company', 'estate', 'steward', 'office', 'staffHours'] as const;

/** Slots of a household, known for whoever may hear of it. */
const HOUSEHOLD = ['room', 'owner', 'total', 'months', 'bill', 'due', 'payLink'] as const;

/** Periods that are on the books and too old to be asked for; only where a trigger comes of them. */
const OLDER: readonly string[] = [...ESTATE, 'room', 'older', 'answerBy'];

const OPEN: readonly string[] = ESTATE;
const KNOWN: readonly string[] = [...ESTATE, ...HOUSEHOLD];
const HANDED_OVER: readonly string[] = [...KNOWN, 'answerBy'];
const TO_ANYONE: readonly string[] = [...ESTATE, 'answerBy'];
const DATED: readonly string[] = [...KNOWN, 'day'];
const PROMISED: readonly string[] = [...KNOWN, 'day', 'sum'];
const PARTED: readonly string[] = [...KNOWN, 'parts', 'count'];

/** Hand-overs that may happen before anybody knows who is writing. */
const UNPROVEN: ReadonlySet<string> = new Set(['identity', 'third-party', 'vulnerable', 'media']);

/** What the dialogs ask scripts for, and the slots they give with it. */
const SLOTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['remind', KNOWN],
  ['remind:silence', KNOWN],
  ['remind:promise-broken', DATED],
  ['remind:instalment', PROMISED],
  ['remind:open-day', KNOWN],
  ['remind:open-plan', KNOWN],
  ['invite', OPEN],
  ...LABELS.map((label) => [`label:${label}`, KNOWN] as const),
  ...HANDOFF_REASONS.filter((reason) => !UNSPOKEN.has(reason)).map(
    (reason) => [`handoff:${reason}`, UNPROVEN.has(reason) ? TO_ANYONE : HANDED_OVER] as const,
  ),
  ['promise:recorded', PROMISED],
  ['promise:corrected', PROMISED],
  ['promise:ask-day', KNOWN],
  ['promise:unsure', PROMISED],
  ['promise:past', DATED],
  ['promise:cancelled', KNOWN],
  ['older:asked', OLDER.filter((slot) => slot !== 'answerBy')],
  ['older:also', OLDER.filter((slot) => slot !== 'answerBy')],
  ['older:commitment', OLDER],
  ['plan:proposed', PARTED],
  ['plan:agreed', PARTED],
  ['plan:declined', KNOWN],
  ['plan:ask-parts', KNOWN],
  ['again:day', KNOWN],
  ['again:parts', KNOWN],
  ['again:plan', KNOWN],
  ['why', OPEN],
  ['why:day', KNOWN],
  ['why:plan', KNOWN],
  ['why:proposed', KNOWN],
  ['unclear:day', KNOWN],
  ['unclear:parts', KNOWN],
  ['unclear:plan', KNOWN],
  ['cancel:none', KNOWN],
  ['cancel:question', KNOWN],
  ['skip', KNOWN],
  ['repeat:none', KNOWN],
  ['small-talk', KNOWN],
  ['small-talk:enough', KNOWN],
  ['share:check', PROMISED],
  ['share:ask-day', [...KNOWN, 'sum']],
  ['stale:plan', HANDED_OVER],
  ['bill:explained', [...KNOWN, 'basis']],
  ['bill:by-period', HANDED_OVER],
  ['topic:right-see', [...KNOWN, 'answerBy', 'years', 'count', 'people', 'asOf']],
  ['topic:right-source', TO_ANYONE],
  ['topic:right-correct', TO_ANYONE],
  ['topic:right-copy', TO_ANYONE],
  ['topic:right-erase', [...TO_ANYONE, 'years']],
  ['topic:right-machine', OPEN],
  ['right:see-unproven', OPEN],
  ['right:erase-taken', TO_ANYONE],
  ['right:erase-dropped', OPEN],
  ['opt-out', OPEN],
  ['opt-in', OPEN],
  ['wrong-person', OPEN],
  ['vulnerable', OPEN],
  ['cause:ask', KNOWN],
  ['not-understood', KNOWN],
  ['identity', OPEN],
  ['other-household', OPEN],
  ['prove:all', [...OPEN, 'example']],
  ['prove:room', [...OPEN, 'example']],
  ['prove:name', OPEN],
  ['prove:phone', OPEN],
  ['identity:bound', KNOWN],
  ['identity:refused', OPEN],
  ['identity:wrong-code', OPEN],
  ['identity:typo', [...OPEN, 'never']],
  ['identity:changed', OPEN],
  ['identity:declined', OPEN],
  ['identity:second-claim', OPEN],
  ['identity:unbound', OPEN],
  ['identity:delegate-waiting', OPEN],
  ['identity:delegate-declined', OPEN],
  ['delegate:scope', OPEN],
  ['delegate:code', [...OPEN, 'code', 'scope']],
  ['delegate:asked', [...OPEN, 'who', 'scope']],
  ['delegate:agreed', [...OPEN, 'scope']],
  ['delegate:let', OPEN],
  ['delegate:not-let', OPEN],
  ['delegate:nobody', OPEN],
  ['delegate:list', [...OPEN, 'payers', 'viewers', 'speakers']],
  ['delegate:which', OPEN],
  ['delegate:ended', [...OPEN, 'count']],
  ['delegate:beyond', OPEN],
  ['delegate:amount', [...OPEN, 'total', 'payLink']],
  ['home:which', [...OPEN, 'homes']],
  ['home:chosen', KNOWN],
  ['media:voice', TO_ANYONE],
  ['media:money', TO_ANYONE],
  ['media:private', TO_ANYONE],
]);

/** Every trigger; each one must be answered from `unknown` at every stage, whatever the account looks like. */
export const TRIGGERS: ReadonlySet<string> = new Set(SLOTS.keys());

/** What a trigger begins with that answers a topic; topics are data, `locales/<tag>/topics.yaml`. */
const TOPIC = 'topic:';

/** The topic a trigger answers; undefined for any other trigger. */
export function topicOf(trigger: string): string | undefined {
  return trigger.startsWith(TOPIC) ? trigger.slice(TOPIC.length) : undefined;
}

/** Whether the dialogs know this trigger; whether a topic has phrases is for the cross-check. */
export function isTrigger(text: string): boolean {
  return TRIGGERS.has(text) || /^topic:[a-z]+(?:-[a-z]+)*$/u.test(text);
}

/** Slots of a canned reply: whoever sends it knows to whom. */
export const REPLY_SLOTS: readonly string[] = [...ESTATE, 'room', 'owner'];

/** Slots a script may use when it answers to this trigger; facts of a household only where who listens is proved. */
export function slotsOf(trigger: string): readonly string[] {
  return SLOTS.get(trigger) ?? (topicOf(trigger) === undefined ? [] : KNOWN);
}

/** Triggers that open a conversation: no script does that at the legal stage, where a person leads. */
export function isOpening(trigger: string): boolean {
  return trigger === 'invite' || trigger.startsWith('remind');
}

/** What a trigger begins with that comes only of arrears that are due and fresh: reminders pass the gate, the others say a part of the sum. */
const OF_ARREARS = ['remind', 'plan:', 'share:', 'bill:explained'] as const;

/** Triggers that come only of arrears that are due and fresh. */
export function isOfArrears(trigger: string): boolean {
  return OF_ARREARS.some((start) => trigger.startsWith(start));
}
