import { z } from 'zod';
import type { LedgerEntry } from '#ports/store/ledger.ts';
import type { OutboundRow } from '#ports/store/messages.ts';
import type { CaseStage, Shown } from './case-stage.ts';

const withheldBody = z.object({ reasons: z.array(z.string()) });
const handoffBody = z.object({ reason: z.string(), queue: z.string() });
const promiseBody = z.object({ due: z.string(), amount: z.number().nullable().default(null) });
const planBody = z.object({ total: z.number(), parts: z.array(z.unknown()) });

/** What happened since the expectation before. */
export interface Happenings {
  readonly shown: readonly Shown[];
  readonly entries: readonly LedgerEntry[];
  /** Messages that left in this span. */
  readonly sent: readonly OutboundRow[];
  readonly withheld: readonly string[];
  readonly handoffs: readonly z.infer<typeof handoffBody>[];
  readonly promise: z.infer<typeof promiseBody> | undefined;
  readonly plan: z.infer<typeof planBody> | undefined;
}

/** Remembers how far the last expectation looked. */
export class CaseRecord {
  readonly #stage: CaseStage;
  #shown = 0;
  #seq = 0;
  readonly #sent = new Set<string>();

  constructor(stage: CaseStage) {
    this.#stage = stage;
  }

  /** Skips what stood before the first step. */
  async begin(): Promise<void> {
    await this.since();
  }

  /**
   * A reminder that is followed by the resident's words only set the scene: what is said and sent is then counted from
   * those words on. Without this, no case could expect a sum in a reminder and its absence in the answer to a dispute.
   */
  skipOpening(): void {
    this.#shown = this.#stage.shown.length;
  }

  /** Everything since the last call. */
  async since(): Promise<Happenings> {
    const { store, estate, shown } = this.#stage;
    const entries = await store.read((tx) => tx.ledger.after(estate.id, this.#seq, 100_000));
    this.#seq = entries.at(-1)?.seq ?? this.#seq;
    const sent = await this.#newlySent();
    const fresh = shown.slice(this.#shown);
    this.#shown = shown.length;
    const bodies = (type: string) =>
      entries.filter((entry) => entry.type === type).map(({ body }): unknown => JSON.parse(body));
    const plans = bodies('plan').flatMap((body) => planBody.safeParse(body).data ?? []);
    return {
      shown: fresh,
      entries,
      sent,
      withheld: bodies('withheld').flatMap((body) => withheldBody.parse(body).reasons),
      handoffs: bodies('handoff').map((body) => handoffBody.parse(body)),
      promise: bodies('promise')
        .map((body) => promiseBody.parse(body))
        .at(-1),
      plan: plans.at(-1),
    };
  }

  async #newlySent(): Promise<OutboundRow[]> {
    const { store, estate } = this.#stage;
    const rows = await store.read(async (tx) => {
      const all = await tx.conversations.list(estate.id, null, 10_000);
      const lists = await Promise.all(all.map(async ({ id }) => tx.outbox.of(id)));
      return lists.flat();
    });
    const fresh = rows.filter(({ id, status }) => status === 'accepted' && !this.#sent.has(id));
    for (const { id } of fresh) this.#sent.add(id);
    return fresh;
  }
}
