import { later } from '#domain/time.ts';
import { sendRound, settleOrphans } from './sender.ts';
import { beginRound, workRound } from './worker.ts';
import type { World } from './world.ts';

/** Keeps a running service moving; a test moves it by hand. */
export interface Pump {
  /** Works and sends until nothing more is due at the present time. */
  settle(): Promise<void>;
  /**
   * Takes up what an earlier process left: sends nobody can vouch for, jobs nobody works on. Where other processes live,
   * only what has been in hand for longer than anybody works on it.
   */
  takeUp(): Promise<void>;
  /** Runs until `stop`. */
  start(): void;
  /** Something may be due. */
  nudge(): void;
  /** Ends after the turns in hand. */
  stop(): Promise<void>;
}

/** Rounds after which settling is given up: work that makes work without end is a defect. */
const MOST_ROUNDS = 10_000;

/** How long a round waits for its slowest turn; one that waits for somebody outside runs on beside the next rounds. */
const PATIENCE_MS = 100;

/** How often it is looked whether another process died and left something in hand, and whether a hint was lost. */
const WATCH_MS = 30_000;

/** How long a round that failed is waited out, so that a broken store does not spin the process. */
const PAUSE_MS = 1000;

export function createPump(world: World): Pump {
  let running = false;
  let wakeUp: () => void = () => undefined;
  let nudged = false;
  let loop: Promise<void> = Promise.resolve();

  async function round(): Promise<number> {
    return (await workRound(world)) + (await sendRound(world));
  }

  /** Turns that outlasted their round. */
  const inHand = new Set<Promise<void>>();

  /** A round that leaves slow turns behind: a resident's answer waits for nobody else's. */
  async function step(): Promise<number> {
    const begun = await beginRound(world, inHand.size);
    const ends = begun.map((turn) => track(turn));
    if (ends.length > 0) await withinPatience(Promise.all(ends));
    return begun.length + (await sendRound(world));
  }

  function track(turn: Promise<void>): Promise<void> {
    const end = turn
      .catch((error: unknown) => world.report(error, 'pump'))
      .finally(() => {
        inHand.delete(end);
        nudge();
      });
    inHand.add(end);
    return end;
  }

  async function withinPatience(work: Promise<unknown>): Promise<void> {
    let callOff: () => void = () => undefined;
    const patience = new Promise<void>((resolve) => {
      callOff = world.clock.wake(later(world.clock.now(), PATIENCE_MS), resolve);
    });
    await Promise.race([work, patience]);
    callOff();
  }

  function nudge(): void {
    nudged = true;
    wakeUp();
  }

  async function settle(): Promise<void> {
    for (let rounds = 0; (await round()) > 0; rounds += 1) {
      if (rounds > MOST_ROUNDS) throw new Error('the service does not come to rest');
    }
  }

  const { others } = world.store;
  let watchedAt = world.clock.now();

  /** Takes up what a process left that died while this one lives. */
  async function watchOver(): Promise<void> {
    const now = world.clock.now();
    if (!others || now - watchedAt < WATCH_MS) return;
    watchedAt = now;
    await takeUp(false);
  }

  async function takeUp(alone: boolean): Promise<void> {
    await settleOrphans(world, alone);
    await world.store.write((tx) => tx.jobs.reap(world.clock.now(), alone));
  }

  /** Sleeps until the next job is due or somebody nudges. */
  async function rest(): Promise<void> {
    if (nudged || !running) return;
    // What is due may belong to a conversation whose turn still runs; the end of that turn wakes us.
    const next = await world.store.read(async (tx) => {
      const moments = [
        inHand.size > 0 ? undefined : await tx.jobs.nextAt(),
        await tx.outbox.nextAt(),
        others ? later(watchedAt, WATCH_MS) : undefined,
      ];
      return moments.filter((at) => at !== undefined).toSorted((a, b) => a - b)[0];
    });
    if (nudged || !running) return;
    await new Promise<void>((resolve) => {
      const callOff = next === undefined ? undefined : world.clock.wake(next, () => wakeUp());
      wakeUp = () => {
        callOff?.();
        wakeUp = () => undefined;
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (running) {
      nudged = false;
      try {
        await watchOver();
        if ((await step()) === 0) await rest();
      } catch (error) {
        world.report(error, 'pump');
        await new Promise<void>((resolve) => {
          world.clock.wake(later(world.clock.now(), PAUSE_MS), resolve);
        });
      }
    }
  }

  return {
    settle,
    takeUp: async () => (others ? others.begin(takeUp) : takeUp(true)),
    start() {
      running = true;
      loop = run();
    },
    nudge,
    async stop() {
      running = false;
      wakeUp();
      await loop;
      await Promise.all(inHand);
    },
  };
}
