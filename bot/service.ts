import type { Content } from '#content/load.ts';
import { removeMedia } from '#accounts/remove-media.ts';
import { confirmPayment, type ConfirmedPayment } from '#turn/confirm-payment.ts';
import { createBotFrameworkEngine } from '#turn/bot-framework/bot-framework-engine.ts';
import { TurnAdapter } from '#turn/bot-framework/turn-adapter.ts';
import { Doorstep } from '#turn/doorstep.ts';
import { createPlainEngine } from '#turn/plain-engine.ts';
import { createPump, type Pump } from '#turn/pump.ts';
import { absentChannel, keptChannel } from '#turn/kept-channel.ts';
import { type IdentityActs, createIdentityActs } from '#turn/identity-acts.ts';
import { createStaffActs, type StaffActs } from '#turn/staff-acts.ts';
import { type ChannelActs, createChannelActs } from '#turn/channel-acts.ts';
import { receive } from '#turn/inbox.ts';
import { createColleagues } from '#group/colleagues.ts';
import { type GroupActs, createGroupActs } from '#group/group-acts.ts';
import type { GroupParts } from '#group/group-parts.ts';
import type { GroupWords } from '#group/group-words.ts';
import { may } from '#console/server/permission.ts';
import { worksFor } from '#console/server/scope.ts';
import { type Hint, type World, hintSchema } from '#turn/world.ts';
import { planLimitationWatch, watchLimitation } from '#waves/limitation-watch.ts';
import { expire, planExpiry } from '#rights/expire.ts';
import { orderReminder } from '#waves/order-reminder.ts';
import { waveKeeper } from '#waves/keep-wave.ts';
import { replan } from '#waves/replan.ts';
import { takeUpWaves, waveRound } from '#waves/wave-round.ts';
import { type WaveActs, createWaveActs } from '#waves/wave-acts.ts';
import { createSpeaking } from '#wording/speaking.ts';
import { Fault } from '#errors';
import type { Channel } from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import type { MediaFolder } from '#ports/media.ts';
import type { Perceive } from '#ports/perceive.ts';
import type { Store } from '#ports/store/store.ts';

/** What a service is put together from. */
export interface ServiceParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly content: Content;
  readonly perceive: Perceive;
  readonly media: MediaFolder;
  readonly channels: readonly Channel[];
  readonly groupWords: GroupWords;
  /** Address of the console, for links to colleagues; absent where none is set. */
  readonly consoleUrl?: string | undefined;
  /** Bot Framework's dialogs, or the plain runner that proves the seam. */
  readonly engine: 'bot-framework' | 'plain';
  readonly report: (error: unknown, where: string) => void;
}

/** The running service, as commands and pages use it. */
export interface Service {
  readonly world: World;
  readonly pump: Pump;
  readonly staff: StaffActs;
  readonly identity: IdentityActs;
  readonly account: ChannelActs;
  readonly group: GroupActs;
  readonly waves: WaveActs;
  readonly channels: readonly Channel[];
  /** Takes up what an earlier process left and listens on every channel; the work is driven by hand. */
  listen(): Promise<void>;
  /** Listens, and works until it is stopped. */
  start(): Promise<void>;
  /** Ends after the work in hand. */
  stop(): Promise<void>;
  confirmPayment(payment: ConfirmedPayment): Promise<boolean>;
  orderReminder(householdId: string, approvedBy: string): Promise<void>;
  /** Plans the next reminder of a household anew, as after an import. */
  replan(householdId: string): Promise<void>;
  /** Something may be due. */
  nudge(): void;
  /** Calls back on every change; the returned function ends it. */
  subscribe(listener: (hint: Hint) => void): () => void;
}

/** Puts the rooms together; the one place that knows them all. */
export function createService(parts: ServiceParts): Service {
  const { store, clock, content, perceive, media, report } = parts;
  const channels = parts.channels.map((channel) => keptChannel(channel, clock, report));
  const listeners = new Set<(hint: Hint) => void>();
  const engine =
    parts.engine === 'plain'
      ? createPlainEngine(content.catalogue)
      : createBotFrameworkEngine(content.catalogue, new TurnAdapter());

  const world: World = {
    store,
    doorstep: new Doorstep(store.others),
    clock,
    engine,
    content,
    speaking: createSpeaking(content),
    perceive,
    media,
    replan,
    waves: waveKeeper,
    async waveRound(job) {
      const estateId = await waveRound(store, job, clock.now());
      if (estateId !== undefined) world.changed({ topic: 'wave', id: estateId });
    },
    report,
    colleagues: {
      hear: async (channel, event) => colleagues.hear(channel, event),
      hearInRoom: async (channel, words) => colleagues.hearInRoom(channel, words),
      work: async (job) => colleagues.work(job),
    },
    channels,
    channel(name) {
      return channels.find((channel) => channel.name === name) ?? absentChannel(name);
    },
    async watchLimitation(job) {
      const estateId = await watchLimitation(store, job, clock.now());
      if (estateId !== undefined) world.changed({ topic: 'queue', id: estateId });
    },
    async expire(job) {
      await removeMedia(store, media, await expire(store, job, clock.now()));
    },
    async homeEstate(tx) {
      const [first] = await tx.estates.list();
      if (!first) throw new Fault('INPUT_INVALID', { estate: 'none', right: 'import a workbook' });
      return first.id;
    },
    changed(hint) {
      happened(hint);
      store.others?.tell(JSON.stringify(hint));
    },
  };
  const pump = createPump(world);
  const staff = createStaffActs(world);
  const groupParts: GroupParts = {
    store,
    clock,
    words: parts.groupWords,
    consoleUrl: parts.consoleUrl ?? null,
    channel: (name) => world.channel(name),
    may: ({ role }, act) => may(role, act),
    worksFor,
    claim: async (id, staffId) => staff.claim(id, staffId),
    handBack: async (id, staffId, outcome) => staff.handBack(id, staffId, outcome),
    bound: (channel) => world.changed({ topic: 'channel', id: channel }),
    nudge: () => pump.nudge(),
    report,
  };
  const colleagues = createColleagues(groupParts);

  function happened(hint: Hint): void {
    for (const listener of listeners) listener(hint);
    pump.nudge();
  }

  /** What another process did: pages here fetch anew as well, and what it left due is looked at. */
  function heardOfOthers(told: string | null): void {
    if (told === null) return pump.nudge();
    happened(hintSchema.parse(JSON.parse(told)));
  }
  let deafen: (() => void) | undefined;

  async function listen(): Promise<void> {
    await pump.takeUp();
    deafen = store.others?.hear(heardOfOthers);
    await removeMedia(store, media);
    await store.write(async (tx) => {
      for (const estate of await tx.estates.list()) {
        await planLimitationWatch(tx, estate.id, clock.now());
        await planExpiry(tx, estate, clock.now());
      }
      await takeUpWaves(tx, clock.now());
    });
    for (const channel of channels) {
      await channel.start(async (event) => receive(world, channel.name, event));
    }
  }

  return {
    world,
    pump,
    staff,
    identity: createIdentityActs(world),
    account: createChannelActs(world),
    group: createGroupActs(groupParts),
    waves: createWaveActs(world),
    channels,
    listen,
    async start() {
      await listen();
      pump.start();
    },
    async stop() {
      for (const channel of channels) await channel.stop();
      deafen?.();
      await pump.stop();
    },
    confirmPayment: async (payment) => confirmPayment(world, payment),
    async orderReminder(householdId, approvedBy) {
      await store.write((tx) => orderReminder(tx, householdId, approvedBy, clock.now()));
      pump.nudge();
    },
    async replan(householdId) {
      await store.write((tx) => replan(tx, householdId, clock.now()));
      pump.nudge();
    },
    nudge: () => pump.nudge(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
