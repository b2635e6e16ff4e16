// One of two services on one database: takes a turn in hand and hands a message over, and is killed in the middle of both.
import { MINUTE_MS } from '#domain/time.ts';
import { openPostgres } from '#store/postgres/open-postgres.ts';
import { VirtualClock } from '#commands/cases/virtual-clock.ts';
import { TEN, furnished, openProcess, words } from './shared-house.ts';

const [url = '', schema = ''] = process.argv.slice(2);
const store = await openPostgres({ url, schema });
const clock = new VirtualClock(TEN);
const never = new Promise<never>(() => undefined);
const { service, hear } = openProcess(
  store,
  clock,
  async () => {
    await hear(words('wx-1', 'left-behind', '多少钱'));
    await store.write((tx) => tx.jobs.claim(clock.now(), 5 * MINUTE_MS, 1));
    process.send?.('both in hand');
    return never;
  },
  (error) => process.stderr.write(`${String(error)}\n`),
);
await service.listen();
await service.orderReminder(await furnished(store, 0), 'chen');
await service.pump.settle();
