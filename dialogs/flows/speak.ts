import { type ScriptChoice, chooseScript } from '#policy/choose-script.ts';
import { type CategoryId, categoryId } from '#domain/category.ts';
import type { Trigger } from '#domain/content.ts';
import { type Locale, SOURCE_LOCALE, isLocale } from '#domain/locale.ts';
import type { Slots } from '#domain/speech.ts';
import { DAY_MS } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { accountView, baseSlots } from './account.ts';
import type { Effect, Turn } from './turn.ts';

/** Where a conversation stands before anything is known of its cause. */
export const UNKNOWN: CategoryId = categoryId('unknown');

/** How long the numbers of a menu mean something (research: WeChat realities). */
const MENU_LIFE_MS = DAY_MS;

/**
 * Says what the scripts have for this trigger in the conversation's category and stage.
 * @throws Error when no script listens, which the catalogue's cross-check rules out.
 */
export function speak(
  turn: Turn,
  trigger: Trigger,
  extra: Slots = {},
  category: CategoryId = turn.memory.category ?? UNKNOWN,
): Effect[] {
  const locale = localeOf(turn);
  const choice = chosen(turn, trigger, category);
  if (!choice) throw new Error(`no script answers ${trigger} in ${category} at ${turn.stage}`);
  const choices = turn.catalogue.scripts.get(choice.script)?.choices ?? [];
  return [
    {
      do: 'speak',
      speech: {
        ...choice,
        locale,
        introduce: isNewSession(turn),
        slots: { ...baseSlots(turn), ...extra },
      },
    },
    {
      do: 'remember',
      memory: {
        lastScript: choice.script,
        menu:
          choices.length > 0
            ? { routes: choices.map(({ leads }) => leads), expiresAt: turn.now + MENU_LIFE_MS }
            : null,
      },
    },
  ];
}

/** Whether any script answers to a trigger that the catalogue does not have to answer. */
export function canSpeak(turn: Turn, trigger: Trigger): boolean {
  return chosen(turn, trigger, turn.memory.category ?? UNKNOWN) !== null;
}

function localeOf({ facts }: Turn): Locale {
  return isLocale(facts.contact.locale) ? facts.contact.locale : SOURCE_LOCALE;
}

function chosen(turn: Turn, trigger: Trigger, category: CategoryId): ScriptChoice | null {
  return chooseScript(turn.catalogue, {
    category,
    stage: turn.stage,
    trigger,
    account: accountView(turn),
    locale: localeOf(turn),
    heard: turn.facts.heard,
  });
}

/**
 * Whether who speaks must be said (policy: the first message of a session). A session is a day; a message that never
 * left does not count, and whatever we open ourselves begins one.
 */
function isNewSession({ event, facts, today }: Turn): boolean {
  const [last] = facts.heard;
  if (event.type === 'reminder-due' || !last) return true;
  return dateAt(last.at, facts.estate.timezone) !== today;
}

/** Notes how many turns in a row were not understood. */
export function confusedTimes(confused: number): Effect[] {
  return [{ do: 'remember', memory: { confused } }];
}
