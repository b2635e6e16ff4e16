import assert from 'node:assert/strict';
import { drawCodes, homesToVerify, storeCodes } from '#accounts/identity/issue-codes.ts';
import { caseFile } from '#commands/cases/case-file.ts';
import { type CaseStage, openStage } from '#commands/cases/case-stage.ts';
import { openHouse } from '#commands/open-house.ts';

const house = { ...openHouse(), engine: 'bot-framework' } as const;

const SETTING = {
  version: 1,
  case: 'who is who',
  now: '2026-03-03T10:00:00+08:00',
  accounts: [
    {
      account: '3-2-1101',
      owner: '王建',
      phone: '13800000001',
      charges: [
        { period: '2025-07/2025-12', due: '2025-12-31', amount: '980.00' },
        { period: '2025-01/2025-06', due: '2025-06-30', amount: '970.00' },
      ],
    },
    { account: '3-2-1102', owner: '李梅', charges: [] },
  ],
  contacts: [
    { wechat: 'wx_own', account: '3-2-1101', role: 'owner' },
    { wechat: 'wx_who' },
    { wechat: 'wx_else' },
  ],
  steps: [{ advance: '1m' }],
};

/** A house with an owner who is verified, and two people nobody knows. */
export async function openIdentity(change: Partial<typeof SETTING> = {}) {
  const stage = await openStage(house, caseFile.parse({ ...SETTING, ...change }));
  let read = 0;

  /** What the phones show since the last look, of this contact. */
  function heard(who: string): string[] {
    const fresh = stage.shown.slice(read);
    read = stage.shown.length;
    return fresh.filter(({ contact }) => contact === who).map(({ text }) => text);
  }

  return {
    stage,
    heard,
    /** Says something; gives what that phone shows next. */
    async says(who: string, text: string): Promise<string> {
      read = stage.shown.length;
      await stage.simulator.say(who, text);
      await stage.settle();
      return heard(who).join('\n');
    },
    /** A printed code for a home. */
    async print(room: string): Promise<string> {
      const now = stage.clock.now();
      const home = await stage.household(room);
      const homes = await stage.store.read((tx) => homesToVerify(tx, home.estateId, [room]));
      const codes = await drawCodes(homes.length > 0 ? homes : [home], now);
      await stage.store.write((tx) => storeCodes(tx, codes, now));
      return codes[0]?.code ?? assert.fail('no code was drawn');
    },
    async types(): Promise<string[]> {
      return stage.store.read(async (tx) =>
        (await tx.ledger.after(stage.estate.id, 0, 1000)).map(({ type }) => type),
      );
    },
  };
}

export type Identity = Awaited<ReturnType<typeof openIdentity>>;
export type { CaseStage };
