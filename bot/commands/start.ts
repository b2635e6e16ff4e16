import { join } from 'node:path';
import { Command } from 'commander';
import { openSimulator } from '#channels/simulator/simulator.ts';
import { createConsoleServer } from '#console/server/console-server.ts';
import { Fault } from '#errors';
import { createService } from '../service.ts';
import { log } from './log.ts';
import { ROOT, openHouse } from './open-house.ts';
import { openStore } from './open-store.ts';
import { createDesk } from './desk.ts';
import { employFirst, settleDemo } from './first-run.ts';
import { systemClock } from './system-clock.ts';

interface Options {
  readonly port: string;
  readonly host: string;
  readonly data: string;
  readonly demo?: boolean;
  readonly secure?: boolean;
}

/** Folder of the built pages. */
const WEB = join(ROOT, 'bot', 'console', 'web', 'dist');

/** `nuancui start`: the service with simulated WeChat, staff console and scheduler (contract: commands). */
export function startCommand(): Command {
  return new Command('start')
    .description('run the service: simulated WeChat, staff console, scheduler')
    .option('--port <number>', 'port of the pages; 0 takes a free one', '8080')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--demo', 'begin with a sample estate, its residents and two colleagues')
    .option('--secure', 'the pages are reached over https only')
    .action(async (options: Options) => start(options));
}

async function start({ port, host, data, demo, secure }: Options): Promise<void> {
  const wanted = Number(port);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
    throw new Fault('INPUT_INVALID', { port, right: 'a port from 0 to 65535' });
  }
  const { content, perceive } = openHouse();
  const clock = systemClock();
  const store = await openStore(data);
  const report = (error: unknown, where = 'service') => log.error({ err: error, where });
  const simulator = openSimulator({ clock, report });
  const service = createService({
    ...{ store, clock, content, perceive, report },
    engine: 'bot-framework',
    channels: [simulator.channel],
  });
  const desk = createDesk({ service, content, simulator });
  const told = await employFirst(store, demo === true);
  if (demo === true) await settleDemo(desk);
  await service.start();
  const server = await createConsoleServer({ desk, webRoot: WEB, secure: secure === true, report });
  const address = await server.listen({ port: wanted, host });

  process.stdout.write(`Nuancui is running: ${address}\n`);
  process.stdout.write(`Simulated WeChat:   ${address}/simulator\n`);
  for (const line of told) process.stdout.write(`${line}\n`);

  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void (async () => {
      await server.close();
      await service.stop();
      await store.close();
      process.exit(0);
    })();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}
