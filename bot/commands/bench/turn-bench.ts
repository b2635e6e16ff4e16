import { ConversationState, MemoryStorage, TestAdapter } from 'botbuilder-core';
import { Dialog, DialogSet, WaterfallDialog } from 'botbuilder-dialogs';
import { type BenchService, QUESTION, openBenchService } from './bench-service.ts';
import { type Figure, type Measure, quantile, rate, rounded } from './figure.ts';

const CONVERSATIONS = { full: 1000, smoke: 50 } as const;
const ROUNDS = { full: 6, smoke: 2 } as const;

/** `turn`, `turn-durable`: resident turns a second as in service, beside both floors in the same run. */
export const turnBench: Measure = async (effort) => {
  const bench = await openBenchService(CONVERSATIONS[effort]);
  try {
    await converse(bench);
    const work: number[] = [];
    const waterfall: number[] = [];
    const commits: number[] = [];
    for (let round = 0; round < ROUNDS[effort]; round += 1) {
      work.push(await converse(bench));
      waterfall.push(await playWaterfall(CONVERSATIONS[effort]));
      commits.push(await commitRows(bench, CONVERSATIONS[effort]));
    }
    const n = CONVERSATIONS[effort] * ROUNDS[effort];
    return {
      turn: beside(middle(work), middle(waterfall), n),
      'turn-durable': beside(middle(work), middle(commits), n),
    };
  } finally {
    await bench.close();
  }
};

function beside(value: number, floor: number, n: number): Figure {
  return {
    value: rounded(value),
    unit: 'turns/s',
    floor: rounded(floor),
    ratio: rounded(value / floor),
    n,
  };
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Every resident asks once, all at the same time; the round ends when every phone shows its answer. */
async function converse({ simulator, contacts }: BenchService): Promise<number> {
  const answered = countAnswers(simulator, contacts.length);
  const begun = performance.now();
  await Promise.all(contacts.map(async (contact) => simulator.say(contact, QUESTION)));
  await answered;
  return rate(contacts.length, begun);
}

async function countAnswers(simulator: BenchService['simulator'], wanted: number): Promise<void> {
  let count = 0;
  return new Promise((resolve) => {
    const end = simulator.onMessage(({ from }) => {
      if (from === 'us') count += 1;
      if (count < wanted) return;
      end();
      resolve();
    });
  });
}

/** A three-step waterfall of Bot Framework on its in-memory storage, the same number of turns. */
async function playWaterfall(turns: number): Promise<number> {
  const conversation = new ConversationState(new MemoryStorage());
  const dialogs = new DialogSet(conversation.createProperty('dialogs')).add(
    new WaterfallDialog('three', [
      async () => Dialog.EndOfTurn,
      async () => Dialog.EndOfTurn,
      async (step) => step.endDialog(),
    ]),
  );
  let at = 0;
  const adapter = new TestAdapter(async (context) => {
    context.activity.conversation.id = `conversation-${at % 1000}`;
    const running = await dialogs.createContext(context);
    const { status } = await running.continueDialog();
    if (status === 'empty') await running.beginDialog('three');
    await context.sendActivity('ok');
    await conversation.saveChanges(context);
  });
  const begun = performance.now();
  for (; at < turns; at += 1) await adapter.receiveActivity(QUESTION);
  return rate(turns, begun);
}

/** One durable commit of one row after another on the same store and disk. */
async function commitRows({ store }: BenchService, turns: number): Promise<number> {
  const key = `bench-${performance.now()}`;
  const begun = performance.now();
  for (let turn = 0; turn < turns; turn += 1) {
    await store.write((tx) => tx.documents.compareAndSet(`${key}-${turn}`, '0', null));
  }
  return rate(turns, begun);
}

/** `turn-latency`: from a resident's words to the answer on the phone, at half the throughput. */
export const latencyBench: Measure = async (effort) => {
  const bench = await openBenchService(CONVERSATIONS[effort]);
  try {
    await converse(bench);
    const pace = (await converse(bench)) / 2;
    const turns = CONVERSATIONS[effort] * (effort === 'full' ? 4 : 1);
    const samples = await steady(bench, pace, turns);
    const p50 = quantile(samples, 0.5);
    const p99 = quantile(samples, 0.99);
    return { 'turn-latency': { value: p50, unit: 'ms', n: turns, p50, p99 } };
  } finally {
    await bench.close();
  }
};

async function steady(bench: BenchService, pace: number, turns: number): Promise<number[]> {
  const { simulator, contacts } = bench;
  const asked = new Map<string, number>();
  const samples: number[] = [];
  let settle: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const end = simulator.onMessage(({ from, contact }) => {
    const begun = asked.get(contact);
    if (from !== 'us' || begun === undefined) return;
    asked.delete(contact);
    samples.push(performance.now() - begun);
    if (samples.length === turns) settle();
  });
  const begun = performance.now();
  for (let turn = 0; turn < turns;) {
    const due = Math.min(turns, Math.ceil(((performance.now() - begun) / 1000) * pace));
    for (; turn < due; turn += 1) {
      const contact = contacts[turn % contacts.length] ?? '';
      asked.set(contact, performance.now());
      void simulator.say(contact, QUESTION);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await all;
  end();
  return samples.toSorted((a, b) => a - b);
}
