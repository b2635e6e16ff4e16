import { createSealer } from '#ledger/seal.ts';
import { openSigner } from '#ledger/signing-key.ts';
import { MINUTE_MS, later } from '#domain/time.ts';
import type { Clock } from '#ports/clock.ts';
import type { Store } from '#ports/store/store.ts';

/** What is written between two checkpoints could be cut off unseen; ten minutes of it at most. */
const EVERY_MS = 10 * MINUTE_MS;

/** Sets checkpoints while a service runs. */
export interface Sealing {
  /** Resolves when no checkpoint is being set. */
  settled(): Promise<void>;
  /** Sets a last one. */
  end(): Promise<void>;
}

/**
 * Sets a checkpoint on every chain that grew: now, every ten minutes, and at the end. A chain that is shorter than it was
 * is reported and nothing is signed over it; the service goes on, because residents' messages must not be lost.
 * @throws Fault when the key of the data folder cannot be used.
 */
export async function keepSealing(
  store: Store,
  clock: Clock,
  dataDir: string,
  report: (error: unknown, where: string) => void,
): Promise<Sealing> {
  const sealer = createSealer(store, openSigner(dataDir), dataDir);
  let work = Promise.resolve();
  const seal = async (): Promise<void> => {
    work = work.then(async () => {
      try {
        await sealer.seal(clock.now());
      } catch (error) {
        report(error, 'checkpoint');
      }
    });
    return work;
  };
  let callOff: () => void = () => undefined;
  function sleep(): void {
    callOff = clock.wake(later(clock.now(), EVERY_MS), () => {
      void seal();
      sleep();
    });
  }
  await seal();
  sleep();
  return {
    settled: async () => work,
    async end() {
      callOff();
      await seal();
    },
  };
}
