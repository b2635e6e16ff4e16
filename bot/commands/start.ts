import { join } from 'node:path';
import { Command, Option } from 'commander';
import { createConsoleServer } from '#console/server/console-server.ts';
import { type Instant, addDays, instant } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { Fault } from '#errors';
import { isStatutoryHoliday } from '#policy/statutory-holiday.ts';
import { readConsoleUrl, readModelSettings } from '#settings';
import { openMediaFolder } from '#store/media/media-folder.ts';
import { createService } from '../service.ts';
import { log } from './log.ts';
import { CHANNELS, type ChannelName, openChannels } from './open-channels.ts';
import { ROOT, openHouse } from './open-house.ts';
import { openModel } from './open-model.ts';
import { openStore } from './open-store.ts';
import { createDesk } from './desk.ts';
import { keepSealing } from './keep-sealing.ts';
import { employFirst, settleDemo } from './first-run.ts';
import { systemClock } from './system-clock.ts';

interface Options {
  readonly port: string;
  readonly host: string;
  readonly data: string;
  readonly database?: string;
  readonly demo?: boolean;
  readonly secure?: boolean;
  readonly proxy?: string;
  readonly at?: string;
  readonly channel: readonly ChannelName[];
  readonly acceptWechatRisk?: boolean;
}

const DEMO_ZONE = 'Asia/Shanghai';
const MORNING = 10 * 60;

/** Folder of the built pages. */
const WEB = join(ROOT, 'bot', 'console', 'web', 'dist');

/** `nuancui start`: the service with simulated WeChat, staff console and scheduler (contract: commands). */
export function startCommand(): Command {
  return new Command('start')
    .description('run the service: simulated WeChat, staff console, scheduler')
    .option('--port <number>', 'port of the pages; 0 takes a free one', '8080')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--database <url>', 'a PostgreSQL database instead of the file')
    .option('--demo', 'begin with a sample estate, its residents and two colleagues')
    .option(
      '--at <moment>',
      'where the simulated world begins its clock, as 2026-11-20T10:00+08:00',
    )
    .addOption(
      new Option('--channel <name...>', 'how residents are reached')
        .choices(CHANNELS)
        .default(['simulator']),
    )
    .option('--accept-wechat-risk', 'a personal account may be closed by WeChat; said once')
    .option('--secure', 'the pages are reached over https only')
    .option('--proxy <address>', 'the proxy in front, as 127.0.0.1: it says who asks')
    .action(async (options: Options) => start(options));
}

async function start(options: Options): Promise<void> {
  const { port, host, data, demo, secure, proxy, at, database, channel } = options;
  const wanted = Number(port);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
    throw new Fault('INPUT_INVALID', { port, right: 'a port from 0 to 65535' });
  }
  const clock = systemClock(beginOf(at, demo === true));
  const settings = readModelSettings(process.env);
  const store = await openStore(data, database);
  const model = await openModel(settings, clock, store);
  const { content, perceive, groupWords } = openHouse(model);
  const report = (error: unknown, where = 'service') => log.error({ err: error, where });
  const opened = await openChannels({
    wanted: channel,
    invented: demo === true || at !== undefined,
    acceptsRisk: options.acceptWechatRisk === true,
    environment: process.env,
    store,
    clock,
    data,
    report,
  });
  const { channels, simulator } = opened;
  const media = openMediaFolder(join(data, 'media'));
  const consoleUrl = readConsoleUrl(process.env);
  const house = { content, perceive, groupWords, consoleUrl };
  const parts = { store, clock, ...house, media, report, channels };
  const service = createService({ ...parts, engine: 'bot-framework' });
  const desk = createDesk({ service, content, simulator, media, model });
  const told = await employFirst(store, demo === true);
  if (demo === true) await settleDemo(desk);
  const sealing = await keepSealing(store, clock, data, report);
  await service.start();
  const server = await createConsoleServer({
    desk,
    webRoot: WEB,
    secure: secure === true,
    proxy,
    report,
  });
  const address = await server.listen({ port: wanted, host });

  const write = (line: string) => process.stdout.write(line);
  write(`Nuancui is running: ${address}\n`);
  if (simulator) write(`Simulated WeChat:   ${address}/simulator\n`);
  opened.announce(write);
  for (const line of told) write(`${line}\n`);

  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void (async () => {
      await server.close();
      await service.stop();
      await opened.end();
      await sealing.end();
      await store.close();
      process.exit(0);
    })();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

/** A demo begins in the middle of a working morning, when reminders may be sent, whatever the hour is here. */
function beginOf(at: string | undefined, demo: boolean): Instant | undefined {
  if (at !== undefined) {
    const moment = Date.parse(at);
    if (Number.isNaN(moment)) {
      throw new Fault('INPUT_INVALID', { at, right: 'a moment as 2026-11-20T10:00+08:00' });
    }
    return instant(moment);
  }
  if (!demo) return undefined;
  let day = dateAt(systemClock().now(), DEMO_ZONE);
  while (isStatutoryHoliday(day)) day = addDays(day, 1);
  return instantAt(day, MORNING, DEMO_ZONE);
}
