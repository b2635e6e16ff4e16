import { openSimulator } from '#channels/simulator/simulator.ts';
import { openMemoryMedia } from '#store/media/memory-media.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { createService } from '../../service.ts';
import { openHouse } from '../open-house.ts';
import { systemClock } from '../system-clock.ts';
import { QUESTION } from './bench-service.ts';

/** Starts the service as `start` does, and tells its parent when the first resident has an answer. */
const store = await openSqlite({ file: process.argv[2] ?? ':memory:' });
const clock = systemClock();
const simulator = openSimulator({ clock, contacts: ['resident'] });
const service = createService({
  ...openHouse(),
  store,
  media: openMemoryMedia(),
  clock,
  engine: 'bot-framework',
  channels: [simulator.channel],
  report: (error, where) => process.stderr.write(`${where}: ${String(error)}\n`),
});
simulator.onMessage(({ from }) => {
  if (from === 'us') process.send?.('answered');
});
await service.start();
await simulator.say('resident', QUESTION);
