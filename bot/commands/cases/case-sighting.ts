import { z } from 'zod';
import type { LedgerEntry, LedgerType } from '#ports/store/ledger.ts';
import type { OutboundRow } from '#ports/store/messages.ts';
import type { CaseStage } from './case-stage.ts';

/** One message of a script, in the category and stage the conversation was in. */
export interface SpokenLine {
  readonly script: string;
  readonly category: string;
  readonly stage: string;
}

/** How a conversation ended or turned. */
export interface Exit {
  readonly category: string;
  /** `promise`, `plan`, `payment`, `claim`, `dispute`, `opt-out`, `wrong-person`, `hand-off <reason>`, `rest <reason>`, `silence`. */
  readonly exit: string;
}

/** What a case showed of the scripts. */
export interface CaseSighting {
  readonly lines: readonly SpokenLine[];
  readonly exits: readonly Exit[];
}

/** Entries that are an exit by themselves. */
const EXITS: Partial<Record<LedgerType, string>> = {
  promise: 'promise',
  payment: 'payment',
  'payment-claim': 'claim',
  dispute: 'dispute',
  'opt-out': 'opt-out',
  unbind: 'wrong-person',
};

const handoff = z.looseObject({ reason: z.string() });
const SPOKEN: ReadonlySet<LedgerType> = new Set(['reply', 'demand', 'courtesy']);

const sent = z.looseObject({ message: z.string() });
const plan = z.looseObject({ status: z.string() });
const withheld = z.looseObject({ reasons: z.array(z.string()) });

/**
 * Looks back on a case that was played to its end, at what happened after entry `begun` of its ledger: what stood in
 * its history is no merit of the scripts.
 */
export async function sightingOf(
  { store, estate }: Pick<CaseStage, 'store' | 'estate'>,
  begun: number,
): Promise<CaseSighting> {
  return store.read(async (tx) => {
    const conversations = await tx.conversations.list(estate.id, null, 10_000);
    const entries = await tx.ledger.after(estate.id, begun, 100_000);
    const lines: SpokenLine[] = [];
    const exits: Exit[] = [];
    const told = new Set<number>();
    for (const { id, householdId, lastInbound, category } of conversations) {
      const rows = (await tx.outbox.of(id)).filter(({ status }) => status === 'accepted');
      lines.push(...rows.flatMap(lineOf));
      // What happened to a household as a whole, as a payment, belongs to the first of its conversations.
      const own = entries.filter(({ seq, ...entry }) => {
        if (told.has(seq)) return false;
        if (entry.conversationId !== null) return entry.conversationId === id;
        return entry.householdId !== null && entry.householdId === householdId;
      });
      for (const entry of own) {
        told.add(entry.seq);
        const at = categoryAt(own, rows, entry) ?? category ?? 'unknown';
        exits.push(...exitsOf(entry).map((exit) => ({ category: at, exit })));
      }
      const last = rows.findLast(({ proactive, selection }) => proactive && selection !== null);
      if (last?.selection && lastInbound <= (last.answersUpTo ?? 0)) {
        exits.push({ category: last.selection.asked, exit: 'silence' });
      }
    }
    return { lines, exits };
  });
}

function lineOf({ script, selection }: OutboundRow): SpokenLine[] {
  return script && selection ? [{ script, category: selection.asked, stage: selection.stage }] : [];
}

/** What the resident's own words bring about is answered in the category they lead to. */
const UPON_WORDS: ReadonlySet<LedgerType> = new Set([
  'promise',
  'plan',
  'payment-claim',
  'dispute',
  'opt-out',
  'unbind',
  'handoff',
]);

/** The category in which the conversation was when something happened: that of the answer to it, else of the last words. */
function categoryAt(
  entries: readonly LedgerEntry[],
  rows: readonly OutboundRow[],
  { seq, type }: LedgerEntry,
): string | undefined {
  const asked = (entry: LedgerEntry | undefined) => {
    const message = entry && sent.safeParse(JSON.parse(entry.body)).data?.message;
    return rows.find(({ id }) => id === message)?.selection?.asked;
  };
  const next = entries.find((entry) => entry.seq > seq && entry.type === 'reply');
  const last = entries.findLast((entry) => entry.seq < seq && SPOKEN.has(entry.type));
  return UPON_WORDS.has(type) ? (asked(next) ?? asked(last)) : asked(last);
}

function exitsOf({ type, body }: LedgerEntry): string[] {
  if (type === 'handoff') return [`hand-off ${handoff.parse(JSON.parse(body)).reason}`];
  // A plan that is only offered is no way out yet.
  if (type === 'plan') return plan.parse(JSON.parse(body)).status === 'agreed' ? ['plan'] : [];
  if (type === 'withheld') {
    return withheld.parse(JSON.parse(body)).reasons.map((reason) => `rest ${reason}`);
  }
  const exit = EXITS[type];
  return exit === undefined ? [] : [exit];
}
