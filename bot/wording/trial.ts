import type { Content } from '#content/load.ts';
import type { Action } from '#domain/action.ts';
import { FRESH, type ConversationState } from '#domain/conversation.ts';
import type { ConversationEvent, ReminderReason } from '#domain/event.ts';
import type { Facts, HouseholdFacts } from '#domain/facts.ts';
import type { Speech } from '#domain/speech.ts';
import { DAY_MS, type Instant, later } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { createDecide } from '#flows/decide.ts';
import { guard } from '#policy/guard.ts';
import type { Perceive } from '#ports/perceive.ts';
import type { TrialAccount } from './trial-account.ts';

/** A line of a conversation that never was: what the resident says, what we would say, what the engine would do. */
export type TrialLine =
  | { readonly from: 'resident'; readonly text: string; readonly label: string }
  | {
      readonly from: 'us';
      readonly text: string;
      readonly speech: Speech;
      readonly version: string | null;
      /** Rules for which it would not leave. */
      readonly rules: readonly string[];
    }
  | {
      readonly from: 'engine';
      readonly act: Exclude<Action['do'], 'speak'>;
      readonly detail: string;
    };

/** What a conversation is played from. */
export interface Trial {
  readonly facts: Facts;
  readonly category: TrialAccount['category'];
  /** What we open with; null where the resident writes first. */
  readonly begin: ReminderReason | null;
  readonly said: readonly string[];
}

/** Acts that change nothing a reader of the conversation would miss. */
const INWARD: ReadonlySet<Action['do']> = new Set(['speak', 'categorise']);
const MINUTE_MS = 60_000;

/**
 * Plays a conversation on the plain runner with facts that somebody made up. Nothing is stored and nothing sent; the gate is
 * not asked, since nothing leaves. What a turn decides is what the next one knows, as a promise or a hand-over.
 */
export async function playTrial(
  content: Content,
  perceive: Perceive,
  { facts: given, category, begin, said }: Trial,
  now: Instant,
): Promise<TrialLine[]> {
  const decide = createDecide(content.catalogue);
  const lines: TrialLine[] = [];
  let facts = given;
  let state: ConversationState = { ...FRESH, memory: { ...FRESH.memory, category } };
  let at = now;

  function turn(event: ConversationEvent): void {
    const decision = decide(state, event, facts, at);
    state = decision.state;
    for (const action of decision.actions) {
      if (action.do === 'speak') {
        lines.push(spoken(content, action.speech, facts, at));
        facts = heard(facts, action.speech, at);
      } else {
        facts = { ...facts, ...followed(facts, action, at) };
        if (!INWARD.has(action.do)) {
          lines.push({ from: 'engine', act: action.do, detail: detailOf(action) });
        }
      }
    }
    at = later(at, MINUTE_MS);
  }

  if (begin !== null) turn({ type: 'reminder-due', reason: begin });
  for (const text of said) {
    const understanding = await perceive(text, contextOf(state, facts, at));
    lines.push({ from: 'resident', text, label: understanding.label });
    // Once staff have it, the bot is silent.
    if (facts.ownership.owner === 'bot') turn({ type: 'said', text, understanding });
  }
  return lines;
}

function contextOf({ memory, stack }: ConversationState, facts: Facts, now: Instant) {
  const [oldest] = facts.home?.charges ?? [];
  const { timezone } = facts.estate;
  const years = oldest ? (now - Date.parse(oldest.due)) / (365 * DAY_MS) : 0;
  const occupancy = facts.home?.household.occupancy;
  return {
    now,
    timezone,
    awaiting: stack.at(-1)?.flow ?? null,
    choices: memory.menu?.routes.length ?? 0,
    account: {
      empty: occupancy === 'vacant' || occupancy === 'not-handed-over',
      owing: oldest !== undefined,
      overdueYears: Math.max(0, years),
    },
  };
}

function spoken(content: Content, speech: Speech, facts: Facts, now: Instant): TrialLine {
  const rendered = content.render(speech, dateAt(now, facts.estate.timezone));
  const base = { from: 'us', speech } as const;
  if (!rendered.ok) {
    return { ...base, text: '', version: null, rules: [`missing-${rendered.missing}`] };
  }
  const { wording } = rendered;
  const { rules } = guard(wording, content.catalogue.refusals, { checkFigures: true });
  return { ...base, text: wording.text, version: wording.version ?? null, rules };
}

function heard(facts: Facts, { script, variant }: Speech, at: Instant): Facts {
  const one = { script, variant, at };
  const { home } = facts;
  return {
    ...facts,
    heard: [one, ...facts.heard],
    home: home && { ...home, heard: [one, ...home.heard] },
  };
}

/** What the next turn knows of what this one did. */
function followed(facts: Facts, action: Action, now: Instant): Partial<Facts> {
  const { home, contact } = facts;
  if (action.do === 'hand-off') return { ownership: { owner: 'queue', staffId: null, epoch: 1 } };
  if (action.do === 'opt-out') return { contact: { ...contact, optedOut: true } };
  if (action.do === 'opt-in') return { contact: { ...contact, optedOut: false } };
  return home ? { home: { ...home, ...booked(home, action, now) } } : {};
}

function booked(home: HouseholdFacts, action: Action, now: Instant): Partial<HouseholdFacts> {
  const householdId = home.household.id;
  const settled = home.promises.filter(({ status }) => status !== 'open');
  switch (action.do) {
    case 'record-promise': {
      const { due, amount } = action;
      const open = { id: `trial-${now}`, householdId, due, amount, madeAt: now } as const;
      return { promises: [...settled, { ...open, status: 'open' }] };
    }
    case 'cancel-promise':
      return { promises: settled };
    case 'propose-plan': {
      const { total, parts } = action;
      return { plan: { id: 'trial', householdId, status: 'proposed', total, parts } };
    }
    case 'agree-plan':
      return { plan: home.plan && { ...home.plan, status: 'agreed' } };
    case 'cancel-plan':
      return { plan: null };
    case 'claim-payment':
      return { claim: { id: 'trial', householdId, claimedAt: now, until: action.until } };
    case 'open-dispute':
      return {
        disputes: [{ id: 'trial', householdId, cause: action.cause, openedAt: now }],
      };
    default:
      return {};
  }
}

function detailOf(action: Action): string {
  if (action.do === 'hand-off') return action.reason;
  if (action.do === 'record-promise') return action.due;
  if (action.do === 'open-dispute') return action.cause;
  return '';
}
