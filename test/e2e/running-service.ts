import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { hashPassword } from '#console/server/password.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Where a browser is looked for; `CHROMIUM` names another. */
const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Switches that keep the browser from talking to anybody but us. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The program of a browser on this machine, if there is one. */
export function browserHere(): string | undefined {
  return PLACES.find((path) => path !== undefined && existsSync(path));
}

export async function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: QUIET });
}

/** The service as `npm start` runs it, in a folder of its own. */
export interface RunningService {
  readonly address: string;
  /** A manager, who may do everything but administer; `chen` with the same password answers residents. */
  readonly login: string;
  readonly password: string;
  /** Who administers, and may be the second person of a wave. */
  readonly second: string;
  stop(): Promise<void>;
}

const LOGIN = 'wang';
const SECOND = 'lin';
const PASSWORD = 'a long enough password';

async function employ(folder: string): Promise<void> {
  const store = await openSqlite({ file: join(folder, 'nuancui.db') });
  const passwordHash = await hashPassword(PASSWORD);
  const wang = { id: LOGIN, login: LOGIN, name: 'Wang', role: 'manager', passwordHash } as const;
  const chen = { ...wang, id: 'chen', login: 'chen', name: 'Chen', role: 'service' } as const;
  await store.write(async (tx) => {
    const lin = { ...wang, id: SECOND, login: SECOND, name: 'Lin', role: 'admin' } as const;
    for (const member of [wang, chen, lin])
      await tx.staff.put({ ...member, estates: [], mustChange: false, endedAt: null });
  });
  await store.close();
}

/** Real channels instead of the simulated WeChat, whose far ends the test provides. */
export interface RealChannels {
  readonly channels: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Starts the service on a free port.
 * @param world the moment at which the simulated WeChat begins, in the middle of a working morning where no other is
 *   wanted, or real channels.
 */
export async function startService(
  world: string | RealChannels = '2026-11-20T10:00+08:00',
): Promise<RunningService> {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-e2e-'));
  await employ(folder);
  const program = join(ROOT, 'bot', 'commands', 'nuancui.ts');
  const real = typeof world === 'string' ? undefined : world;
  const how =
    typeof world === 'string'
      ? ['--at', world]
      : ['--accept-wechat-risk', '--channel', ...world.channels];
  const args = ['start', '--port', '0', '--data', folder, ...how];
  const child: ChildProcess = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...real?.environment },
  });
  if (!child.stdout) throw new Error('the service has no output');
  let address = '';
  for await (const line of createInterface({ input: child.stdout })) {
    address = /running: (\S+)/u.exec(line)?.[1] ?? address;
    if (address !== '') break;
  }
  return {
    address,
    login: LOGIN,
    password: PASSWORD,
    second: SECOND,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

/**
 * Writes down whatever a page of this context does that its content security policy forbids. What the browser prints on
 * its console differs from one to the next; this is the event that every one raises.
 */
export async function keepComplaints(context: BrowserContext, complaints: string[]): Promise<void> {
  await context.exposeBinding('complain', (_source, what: unknown) => {
    complaints.push(String(what));
  });
  await context.addInitScript(`document.addEventListener('securitypolicyviolation',
    ({ violatedDirective, blockedURI, sourceFile }) =>
      complain([violatedDirective, blockedURI, sourceFile].join(' ')))`);
}
