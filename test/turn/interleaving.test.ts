import assert from 'node:assert/strict';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import { verifyLedger } from '#ledger/verify.ts';
import { fen } from '#domain/money.ts';
import { HOUR_MS, later } from '#domain/time.ts';
import { sendRound } from '#turn/sender.ts';
import { workRound } from '#turn/worker.ts';
import type { OutboundRow } from '#ports/store/messages.ts';
import { caseFile } from '#commands/cases/case-file.ts';
import { type CaseHouse, type CaseStage, openStage } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';

/** Schedules played; the long run is `NUANCUI_LONG=1 npm test`. */
const SCHEDULES = process.env['NUANCUI_LONG'] === '1' ? 10_000 : 300;

const WORDS = [
  '多少钱',
  '我周五交',
  '楼道太脏了,没人打扫',
  '好的',
  '转人工',
  '别再发了',
  '忘了',
  '已经交过了',
];

const SETTING = caseFile.parse({
  version: 1,
  case: 'a schedule',
  now: '2026-03-03T10:00:00+08:00',
  accounts: [
    {
      account: '1-1-1',
      owner: '王',
      charges: [{ period: '2025-07/2025-12', due: '2025-12-31', amount: '980.00' }],
    },
  ],
  contacts: [{ wechat: 'wx', account: '1-1-1', role: 'owner' }],
  steps: [{ advance: '1m' }],
});

/** One thing that happens; working and sending are steps of their own, so that anything may come in between. */
type Happening =
  | { readonly do: 'say'; readonly words: number }
  | {
      readonly do:
        | 'remind'
        | 'work'
        | 'send'
        | 'claim'
        | 'reply'
        | 'phone'
        | 'handback'
        | 'pay'
        | 'crash';
    }
  | { readonly do: 'wait'; readonly hours: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('say' as const), words: fc.nat(WORDS.length - 1) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('work' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('send' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('remind', 'claim', 'reply', 'phone', 'handback', 'pay', 'crash'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.nat(100) }) },
);

/** What is true of the conversation between two happenings. */
interface Moment {
  readonly epoch: number;
  readonly owner: string;
  readonly lastInbound: number;
  readonly settled: boolean;
}

/** Plays a schedule and notes, for every message that left, what was true when it did. */
class Play {
  readonly stage: CaseStage;
  readonly left: { readonly row: OutboundRow; readonly before: Moment }[] = [];
  readonly #seen = new Set<string>();

  constructor(stage: CaseStage) {
    this.stage = stage;
  }

  async run(step: Happening): Promise<void> {
    const before = await this.moment();
    await this.#happen(step);
    for (const row of await this.rows()) {
      const gone = row.status === 'accepted' || row.status === 'unknown';
      if (!gone || this.#seen.has(row.id)) continue;
      this.#seen.add(row.id);
      this.left.push({ row, before });
    }
  }

  async #happen(step: Happening): Promise<void> {
    const { service, simulator } = this.stage;
    const id = (await this.stage.conversationOf('wx'))?.id ?? '';
    switch (step.do) {
      case 'say':
        return simulator.say('wx', WORDS[step.words] ?? '');
      case 'phone':
        return simulator.typeOnPhone('wx', `同事打字 ${this.#seen.size}-${this.left.length}`);
      case 'work':
        return void (await workRound(service.world));
      case 'send':
        return void (await sendRound(service.world));
      case 'remind':
        return service.orderReminder((await this.stage.household('1-1-1')).id, 'office');
      case 'claim':
        return void (await service.staff.claim(id, 'chen'));
      case 'reply':
        return void (await service.staff.reply(id, 'chen', '您好，我来处理。'));
      case 'handback':
        return void (await service.staff.handBack(id, 'chen', 'nothing-to-do'));
      case 'pay':
        return void (await service.confirmPayment({
          householdId: (await this.stage.household('1-1-1')).id,
          amount: fen(98_000),
          period: null,
          source: 'billing',
          externalId: 'receipt-1',
        }));
      case 'crash':
        return this.stage.restart();
      case 'wait':
        return void this.stage.clock.moveTo(later(this.stage.clock.now(), step.hours * HOUR_MS));
    }
  }

  async moment(): Promise<Moment> {
    const found = await this.stage.conversationOf('wx');
    const { id } = await this.stage.household('1-1-1');
    const open = await this.stage.store.read((tx) => tx.charges.open(id));
    return {
      epoch: found?.epoch ?? 0,
      owner: found?.owner ?? 'bot',
      lastInbound: found?.lastInbound ?? 0,
      settled: open.length === 0,
    };
  }

  async rows(): Promise<OutboundRow[]> {
    const found = await this.stage.conversationOf('wx');
    return found ? this.stage.store.read((tx) => tx.outbox.of(found.id)) : [];
  }
}

describe('Whatever happens in whatever order', function () {
  this.timeout(1_800_000);
  let house: CaseHouse;

  before(() => {
    house = { ...openHouse(), engine: 'bot-framework' };
  });

  it('no stale word leaves, nothing is said twice, and nothing a resident wrote is lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 30 }), async (steps) => {
        const stage = await openStage(house, SETTING);
        try {
          const play = new Play(stage);
          for (const step of steps) await play.run(step);
          checkLeft(play);
          await stage.settle();
          await checkEnd(play);
        } finally {
          await stage.close();
        }
      }),
      { numRuns: SCHEDULES, seed: 20_260_303 },
    );
  });
});

/** At the moment each message left, it was still the right one to leave. */
function checkLeft({ left }: Play): void {
  for (const { row, before } of left) {
    if (row.author === 'native') continue;
    assert.ok(row.epoch >= before.epoch, 'a word of an older owner left after a takeover');
    if (row.author === 'staff') continue;
    // The one thing the bot says to somebody who waits for a person is that the person comes.
    const closing =
      row.script?.includes('handoff') === true ||
      row.selection?.trigger.startsWith('handoff:') === true;
    assert.ok(
      before.owner === 'bot' || closing,
      'the bot spoke while a person held the conversation',
    );
    if (row.answersUpTo !== null) {
      assert.ok(
        row.answersUpTo >= before.lastInbound,
        'an answer left although newer words had come',
      );
    }
    assert.ok(!(row.proactive && before.settled), 'a reminder left after the payment');
  }
  const answered = left.flatMap(({ row }) =>
    row.author === 'bot' && !row.proactive && row.answersUpTo !== null ? [row.answersUpTo] : [],
  );
  assert.equal(new Set(answered).size, answered.length, 'the same words were answered twice');
}

/** When everything has come to rest. */
async function checkEnd({ stage }: Play): Promise<void> {
  assert.deepEqual(stage.faults, []);
  const found = await stage.conversationOf('wx');
  const heard = found ? await stage.store.read((tx) => tx.inbox.of(found.id)) : [];
  assert.ok(
    heard.every(({ status }) => status === 'handled'),
    'words were left unhandled',
  );
  const rows = found ? await stage.store.read((tx) => tx.outbox.of(found.id)) : [];
  const gone = rows.filter(({ status }) => status === 'accepted' || status === 'unknown');
  assert.equal(stage.shown.length, gone.length, 'the phone shows what the outbox does not know');
  const chains = await verifyLedger(stage.store);
  assert.ok(
    chains.every(({ broken }) => broken === null),
    'the ledger does not hold',
  );
}
