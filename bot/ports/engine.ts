import type { Decision } from '#domain/engine.ts';
import type { ConversationEvent } from '#domain/event.ts';
import type { Facts } from '#domain/facts.ts';
import type { Instant } from '#domain/time.ts';

/**
 * Runs one turn over stored conversation state. The stored form belongs to the engine (`value` is opaque JSON text);
 * an absent or unreadable one begins afresh.
 */
export interface Engine {
  readonly name: string;
  turn(input: EngineTurn): Promise<EngineResult>;
}

/** What the conversation is in the middle of; helps perception to read short answers. */
export interface Waiting {
  /** The dialog that waits for the resident, or null. */
  readonly flow: string | null;
  /** How many numbered choices are open. */
  readonly choices: number;
  /** A question is open that silence has not been met on yet. */
  readonly asks: boolean;
}

export interface EngineTurn {
  readonly conversationId: string;
  readonly stored: string | null;
  readonly event: ConversationEvent;
  readonly facts: Facts;
  readonly now: Instant;
}

export interface EngineResult {
  readonly stored: string;
  readonly waiting: Waiting;
  readonly decision: Decision;
}
