import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { z } from 'zod';
import { caseFile } from '#commands/cases/case-file.ts';
import { type CaseStage, openStage } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';
import { DAY_MS } from '#domain/time.ts';
import { isHeldOut } from '#policy/hold-out.ts';

/** What the ledger has of a message. */
const body = z.object({
  script: z.string(),
  variant: z.int(),
  why: z.object({ occasion: z.string(), from: z.string(), decided: z.string() }),
});

const house = { ...openHouse(), engine: 'plain' } as const;
const ROOMS = Array.from({ length: 12 }, (_, index) => `3-1-${index + 101}`);

/** Twelve overdue homes of an estate that holds half of them out, all reminded by hand. */
async function reminded(holdOutPercent: number): Promise<CaseStage> {
  const file = caseFile.parse({
    version: 1,
    case: 'hold-out',
    now: '2026-03-03T10:00:00+08:00',
    estate: { policy: { holdOutPercent } },
    accounts: ROOMS.map((account) => ({
      account,
      owner: '周敏',
      charges: [{ period: '2025-07/2025-12', due: '2026-02-20', amount: '980.00' }],
    })),
    contacts: ROOMS.map((account) => ({ wechat: `wx-${account}`, account, role: 'owner' })),
    steps: [{ restart: true }],
  });
  const stage = await openStage(house, file);
  for (const room of ROOMS) {
    await stage.service.orderReminder((await stage.household(room)).id, 'chen');
  }
  await stage.settle();
  return stage;
}

const messagesTo = (stage: CaseStage, room: string) =>
  stage.shown.filter(({ contact }) => contact === `wx-${room}`).length;

async function heldRooms(stage: CaseStage): Promise<string[]> {
  const homes = await Promise.all(ROOMS.map(async (room) => stage.household(room)));
  return homes.filter((home) => isHeldOut(stage.estate, home)).map(({ room }) => room);
}

async function withheld(stage: CaseStage, room: string): Promise<unknown[]> {
  const { id } = await stage.household(room);
  const entries = await stage.store.read((tx) => tx.ledger.ofTypes(id, ['withheld']));
  return entries.map(({ body }): unknown => JSON.parse(body));
}

describe('A household of the hold-out', function () {
  this.timeout(30_000);

  it('gets what a person orders, and no follow-up of the bot; the others get both', async () => {
    const stage = await reminded(50);
    const held = await heldRooms(stage);
    assert.ok(held.length > 0 && held.length < ROOMS.length, String(held));
    for (const room of ROOMS) assert.equal(messagesTo(stage, room), 1, room);
    await stage.advance(10 * DAY_MS);
    for (const room of ROOMS) {
      assert.equal(messagesTo(stage, room), held.includes(room) ? 1 : 2, room);
    }
    await stage.close();
  });

  it('has that on record once, as no rule of the gate', async () => {
    const stage = await reminded(50);
    const [room = ''] = await heldRooms(stage);
    await stage.advance(10 * DAY_MS);
    const once = { holdOut: true, reasons: [], until: null };
    assert.deepEqual(await withheld(stage, room), [once]);
    const { id } = await stage.household(room);
    await stage.service.replan(id);
    await stage.advance(10 * DAY_MS);
    assert.deepEqual(await withheld(stage, room), [once]);
    await stage.service.orderReminder(id, 'chen');
    await stage.advance(10 * DAY_MS);
    assert.equal(messagesTo(stage, room), 2);
    assert.deepEqual(await withheld(stage, room), [once, once]);
    await stage.close();
  });

  it('is answered like anybody else', async () => {
    const stage = await reminded(50);
    const [room = ''] = await heldRooms(stage);
    await stage.simulator.say(`wx-${room}`, '一共多少钱');
    await stage.settle();
    assert.equal(messagesTo(stage, room), 2);
    await stage.close();
  });

  it('does not exist unless the estate asks for one', async () => {
    const stage = await reminded(0);
    await stage.advance(10 * DAY_MS);
    for (const room of ROOMS) assert.equal(messagesTo(stage, room), 2, room);
    await stage.close();
  });

  it('leaves every message with script, wording and why in the ledger', async () => {
    const stage = await reminded(0);
    const { id } = await stage.household('3-1-101');
    await stage.advance(10 * DAY_MS);
    const entries = await stage.store.read((tx) => tx.ledger.ofTypes(id, ['demand']));
    const told = entries.map(({ body: text }) => body.parse(JSON.parse(text)));
    assert.deepEqual(told.map(({ why }) => why.occasion).toSorted(), ['ordered', 'planned']);
    for (const { script, why } of told) assert.ok(script.startsWith(why.from), script);
    await stage.close();
  });
});
