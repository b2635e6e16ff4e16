import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSimulator } from '#channels/simulator/simulator.ts';
import { fen } from '#domain/money.ts';
import { localDate } from '#domain/time.ts';
import type { Simulator } from '#channels/simulator/simulator.ts';
import type { Store } from '#ports/store/store.ts';
import { openMediaFolder } from '#store/media/media-folder.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { createService, type Service } from '../../service.ts';
import { openHouse } from '../open-house.ts';
import { systemClock } from '../system-clock.ts';

/** A service as it runs, over an embedded store on disk, with residents to talk to. */
export interface BenchService {
  readonly store: Store;
  readonly service: Service;
  readonly simulator: Simulator;
  readonly contacts: readonly string[];
  close(): Promise<void>;
}

/** The message of a benchmark turn is the oftenest real one: what do I owe. */
export const QUESTION = 'how much do I owe?';

/** Starts a service in a folder of its own, with `residents` verified owners of one estate. */
export async function openBenchService(residents: number): Promise<BenchService> {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-bench-'));
  const store = await openSqlite({ file: join(folder, 'nuancui.db') });
  const house = openHouse();
  const clock = systemClock();
  const contacts = Array.from({ length: residents }, (_, index) => `resident-${index}`);
  const policy = { liveBilling: true, burstQuietMs: 0 };
  const estate = house.content.estate({ id: 'bench', name: 'bench', policy });
  const due = localDate('2026-06-30');
  await store.write(async (tx) => {
    await tx.estates.put(estate);
    for (const [index, key] of contacts.entries()) {
      const room = `1-1-${index}`;
      const who = { owner: key, phone: null, occupancy: 'occupied' } as const;
      const { id: householdId } = await tx.households.put({ estateId: 'bench', room, ...who });
      const period = { item: 'fee', from: '2026-01', to: '2026-06', due };
      const sums = { amount: fen(128_805), paid: fen(0), asOf: due, importId: null };
      await tx.charges.put({ householdId, ...period, ...sums });
      const contact = await tx.contacts.ensure('wechat', key, key, 'en', clock.now());
      await tx.bindings.put(contact.id, householdId, 'owner', 'verified', clock.now());
    }
  });
  const simulator = openSimulator({ clock, contacts });
  const service = createService({
    ...house,
    store,
    media: openMediaFolder(join(folder, 'media')),
    clock,
    engine: 'bot-framework',
    channels: [simulator.channel],
    report: (error, where) => process.stderr.write(`${where}: ${String(error)}\n`),
  });
  await service.start();
  return {
    store,
    service,
    simulator,
    contacts,
    async close() {
      await service.stop();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
