import { presentStage } from '#policy/stage.ts';
import type { Action } from '#domain/action.ts';
import type { Catalogue } from '#domain/content.ts';
import { FRESH, type Memory, STATE_VERSION } from '#domain/conversation.ts';
import type { ConversationEvent } from '#domain/event.ts';
import type { Facts } from '#domain/facts.ts';
import type { Instant } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Effect, Turn } from './turn.ts';

/** Lays out what the steps of a turn look at. */
export function beginTurn(
  catalogue: Catalogue,
  memory: Memory,
  event: ConversationEvent,
  facts: Facts,
  now: Instant,
): Turn {
  const today = dateAt(now, facts.estate.timezone);
  return {
    catalogue,
    event,
    facts,
    now,
    today,
    heard: heardOf(event),
    stage: presentStage(facts, today) ?? 'courtesy',
    memory: aboutHome(memory.version === STATE_VERSION ? memory : FRESH.memory, event, facts),
    slots: {},
  };
}

function heardOf(event: ConversationEvent): Turn['heard'] {
  if (event.type === 'said') return event.understanding;
  return event.type === 'media' ? (event.said?.understanding ?? null) : null;
}

/** Who is reminded of a home knows which one is meant. */
function aboutHome(memory: Memory, event: ConversationEvent, { home }: Facts): Memory {
  return event.type === 'reminder-due' ? { ...memory, home: home?.household.id ?? null } : memory;
}

/** What the effects of a turn make of the memory. */
export function remembered(memory: Memory, effects: readonly Effect[]): Memory {
  let result = memory;
  for (const effect of effects) {
    if (effect.do === 'remember') result = { ...result, ...effect.memory };
  }
  return result;
}

/** What is remembered after the turn: a question that no dialog waits for is closed, small talk is over with other words. */
export function concluded(memory: Memory, effects: readonly Effect[], waiting: boolean): Memory {
  const after = remembered(memory, effects);
  const chatted = effects.some(
    (effect) => effect.do === 'remember' && effect.memory.smallTalk !== undefined,
  );
  return {
    ...after,
    question: waiting ? after.question : null,
    smallTalk: chatted ? after.smallTalk : null,
  };
}

/** What the effects of a turn ask of the world. */
export function asked(effects: readonly Effect[]): Action[] {
  return effects.filter((effect) => effect.do !== 'remember');
}
