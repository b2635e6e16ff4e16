import type { Instant } from '#domain/time.ts';
import { Fault } from '#errors';
import type { Signer } from '#ports/signer.ts';
import type { Store } from '#ports/store/store.ts';
import { type Checkpoint, signCheckpoint } from './checkpoint.ts';
import { addCheckpoint, readCheckpoints } from './checkpoint-file.ts';

/** Sets a checkpoint on every chain that grew since its last one. */
export interface Sealer {
  /**
   * @returns the checkpoints that were written; none where nothing grew.
   * @throws Fault LEDGER_BROKEN when a chain is shorter than a checkpoint says: nothing is signed over that.
   */
  seal(now: Instant): Promise<Checkpoint[]>;
}

/** Keeps in mind where each chain was sealed last, so that the file is read only once. */
export function createSealer(store: Store, signer: Signer, dataDir: string): Sealer {
  const sealed = new Map<string, number>();
  for (const { estateId, seq } of readCheckpoints(dataDir).all) {
    sealed.set(estateId, Math.max(seq, sealed.get(estateId) ?? 0));
  }
  return {
    async seal(now) {
      const ends = await store.read(async (tx) => {
        const found = [];
        for (const estateId of await tx.ledger.chains()) {
          const end = await tx.ledger.head(estateId);
          if (end) found.push({ estateId, seq: end.seq, head: end.hash, root: null });
        }
        return found;
      });
      for (const [estate, seq] of sealed) {
        const entries = ends.find(({ estateId }) => estateId === estate)?.seq ?? 0;
        if (entries < seq) {
          const right = 'run "ledger verify" and ask who touched the database';
          throw new Fault('LEDGER_BROKEN', { estate, entries, sealed: seq, right });
        }
      }
      const written: Checkpoint[] = [];
      for (const end of ends) {
        if (end.seq <= (sealed.get(end.estateId) ?? 0)) continue;
        const checkpoint = signCheckpoint(signer, end, now);
        addCheckpoint(dataDir, checkpoint);
        sealed.set(end.estateId, end.seq);
        written.push(checkpoint);
      }
      return written;
    },
  };
}
