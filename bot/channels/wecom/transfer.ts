import type { TransferOutcome } from '#ports/channel.ts';
import type { Answer } from './ask.ts';
import { type KfInterface, STATES } from './kf-interface.ts';
import { reasonOf } from './refusal-reason.ts';

/**
 * Moves a conversation to the pool from which colleagues take it in WeCom, or back. WeCom lets nothing return from a
 * colleague to the bot: such a session is ended, and the resident's next message begins a new one (document 94669).
 */
export async function transferBy(
  kf: KfInterface,
  contact: string,
  to: 'staff' | 'bot',
): Promise<TransferOutcome> {
  const state = await kf.stateOf(contact);
  if (state.outcome !== 'answered') return failed(state);
  const station = stationFor(to, state.value);
  if (station === null) return { outcome: 'done' };
  if (station === undefined) return { outcome: 'refused', reason: 'session-closed' };
  const moved = await kf.moveTo(contact, station);
  return moved.outcome === 'answered' ? { outcome: 'done' } : failed(moved);
}

/** Null where it stands right already, undefined where there is no way. */
function stationFor(to: 'staff' | 'bot', state: number): number | null | undefined {
  const withStaff = state === STATES.pool || state === STATES.staff;
  if (to === 'staff') {
    if (state === STATES.ended) return undefined;
    return withStaff ? null : STATES.pool;
  }
  if (withStaff) return STATES.ended;
  return state === STATES.new ? STATES.bot : null;
}

function failed(
  answer: Exclude<Answer<unknown>, { readonly outcome: 'answered' }>,
): TransferOutcome {
  return answer.outcome === 'refused'
    ? { outcome: 'refused', reason: reasonOf(answer.code) }
    : { outcome: 'failed', reason: answer.reason };
}
