import { join } from 'node:path';
import { Command, Option } from 'commander';
import { createConsoleServer } from '#console/server/console-server.ts';
import { type Instant, addDays, instant } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { Fault } from '#errors';
import { isStatutoryHoliday } from '#policy/statutory-holiday.ts';
import { readModelSettings } from '#settings';
import { openMediaFolder } from '#store/media/media-folder.ts';
import { createService } from '../service.ts';
import { log } from './log.ts';
import { ROOT, openHouse } from './open-house.ts';
import { CHANNELS, type ChannelName, openChannels, readChannelSettings } from './open-channels.ts';
import { openModel } from './open-model.ts';
import { openStore } from './open-store.ts';
import { showLogin } from './show-login.ts';
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
    .option('--database <url>', 'a PostgreSQL database instead of the file; one service a database')
    .option('--demo', 'begin with a sample estate, its residents and two colleagues')
    .option(
      '--at <moment>',
      'where the simulated world begins its clock, as 2026-11-20T10:00+08:00',
    )
    .addOption(
      new Option('--channel <name...>', 'how residents are reached; several at once')
        .choices(CHANNELS)
        .default(['simulator']),
    )
    .option('--accept-wechat-risk', 'a personal account may be closed by WeChat; said once')
    .option('--secure', 'the pages are reached over https only')
    .action(async (options: Options) => start(options));
}

async function start(options: Options): Promise<void> {
  const { port, host, data, demo, secure, at, database, channel: names } = options;
  const number = Number(port);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    throw new Fault('INPUT_INVALID', { port, right: 'a port from 0 to 65535' });
  }
  if (names.includes('wechaty') && (demo === true || at !== undefined)) {
    throw new Fault('INPUT_INVALID', { channel: 'wechaty', right: 'neither --demo nor --at' });
  }
  const clock = systemClock(beginOf(at, demo === true));
  const settings = readModelSettings(process.env);
  const wanted = readChannelSettings(names, options.acceptWechatRisk === true);
  const store = await openStore(data, database);
  const model = await openModel(settings, clock, store);
  const { content, perceive } = openHouse(model);
  const report = (error: unknown, where = 'service') => log.error({ err: error, where });
  const media = openMediaFolder(join(data, 'media'));
  const opened = await openChannels(wanted, { store, clock, data, report });
  const service = createService({
    store,
    clock,
    content,
    perceive,
    media,
    report,
    engine: 'bot-framework',
    channels: opened.channels,
  });
  const desk = createDesk({ service, content, simulator: opened.simulator, media, model });
  const told = await employFirst(store, demo === true);
  if (demo === true) await settleDemo(desk);
  const sealing = await keepSealing(store, clock, data, report);
  await service.start();
  const server = await createConsoleServer({ desk, webRoot: WEB, secure: secure === true, report });
  const address = await server.listen({ port: number, host });

  process.stdout.write(`Nuancui is running: ${address}\n`);
  for (const line of opened.told(address)) process.stdout.write(`${line}\n`);
  const hideLogin = opened.wechat
    ? showLogin(opened.wechat, systemClock(), (text) => process.stdout.write(text))
    : undefined;
  for (const line of told) process.stdout.write(`${line}\n`);

  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void (async () => {
      hideLogin?.();
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
