import { createHash } from 'node:crypto';
import type { Estate } from '#domain/estate.ts';
import type { Instant } from '#domain/time.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { conversationView } from './conversation-view.ts';

/**
 * A conversation for a file: what was said by whom and when, what was recalled, what never left and why; notes of
 * colleagues stay in the house. `sha256` is over the canonical JSON of `entries`.
 */
export async function transcriptExport(tx: Tx, estate: Estate, found: Conversation, now: Instant) {
  const { room, name, entries } = await conversationView(tx, found);
  const said = entries
    .filter(({ kind }) => kind !== 'note')
    .map(({ at, ...entry }) => ({ at: new Date(at).toISOString(), ...entry }));
  const sha256 = createHash('sha256').update(canonicalJson(said)).digest('hex');
  return {
    estate: estate.name,
    timezone: estate.timezone,
    room,
    resident: name,
    conversation: found.id,
    exportedAt: new Date(now).toISOString(),
    sha256,
    entries: said,
  };
}
