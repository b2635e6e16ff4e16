import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { MINUTE_MS, later } from '#domain/time.ts';
import { Fault } from '#errors';
import type { Clock } from '#ports/clock.ts';

export interface GatewayProcessOptions {
  readonly clock: Clock;
  /** The program and its words, without `--endpoint`. */
  readonly command: readonly string[];
  /** Folder in which it runs and which is its HOME: puppets keep their login there. */
  readonly folder: string;
  readonly endpoint: string;
  /** The gateway's secret; handed over in its environment, never among its words. */
  readonly token: string;
  readonly report: (error: unknown) => void;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;

/** A gateway that lived this long was well; the next fall is a new one. */
const WELL_MS = MINUTE_MS;

/** A gateway as a child: begun again when it falls, with waits that grow. It ends when its input does, so never outlives us. */
export class GatewayProcess {
  readonly #options: GatewayProcessOptions;
  #child: ChildProcess | undefined;
  #wait = FIRST_WAIT_MS;
  #ended = false;
  #callOff: () => void = () => undefined;

  constructor(options: GatewayProcessOptions) {
    this.#options = options;
  }

  begin(): void {
    if (this.#ended) return;
    const { clock, command, folder, endpoint, token, report } = this.#options;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const born = clock.now();
    const child = spawn(process.execPath, [...command, '--endpoint', endpoint], {
      cwd: folder,
      env: { ...withoutSecrets(process.env), HOME: folder, NUANCUI_WECHAT_TOKEN: token },
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    this.#child = child;
    child.stdin?.on('error', () => undefined);
    child.once('error', report);
    child.once('exit', (code, signal) => {
      if (this.#ended) return;
      report(new Fault('GATEWAY_FAILED', { code, signal }));
      this.#wait =
        clock.now() - born > WELL_MS ? FIRST_WAIT_MS : Math.min(this.#wait * 2, LONGEST_WAIT_MS);
      this.#callOff = clock.wake(later(clock.now(), this.#wait), () => this.begin());
    });
  }

  /** Id of the process that runs now, for those who watch it. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async end(): Promise<void> {
    this.#ended = true;
    this.#callOff();
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
}

/** What the service may know, a package that runs code from the network need not. */
function withoutSecrets(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([key]) => !/^(?:NUANCUI_|DATABASE_URL|PG)/u.test(key)),
  );
}

/** An address on loopback that is free now. */
export async function freeEndpoint(): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(`127.0.0.1:${port}`));
    });
  });
}
