import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type BookedEstate, NOW, withEstate } from './booked-estate.ts';

const LI = '1-1-101,李四,13800000001,2026年上半年,100,0,100';
const SOLD = '1-1-101,王五,13900000002,2026年上半年,100,0,100';

/** Somebody who proved to be the owner of the home. */
async function prove(estate: BookedEstate): Promise<string> {
  const { id } = await estate.home('1-1-101');
  return estate.store.write(async (tx) => {
    const contact = await tx.contacts.ensure('wechat', 'li', '李四', 'zh-CN', NOW);
    await tx.bindings.put(contact.id, id, 'owner', 'verified', NOW);
    return contact.id;
  });
}

async function levelOf(estate: BookedEstate, contact: string): Promise<string | undefined> {
  const [binding] = await estate.store.read((tx) => tx.bindings.of(contact));
  return binding?.level;
}

describe('A workbook that names another owner', () => {
  it('has whoever was verified prove anew who they are, and says so in the ledger', async () => {
    await withEstate(async (estate) => {
      await estate.booked('partial', LI);
      const li = await prove(estate);
      await estate.booked('partial', SOLD);
      assert.equal(await levelOf(estate, li), 'claimed');
      assert.ok((await estate.written()).includes('recheck'));
    });
  });

  it('and is undone gives nobody back what they would have to prove again', async () => {
    await withEstate(async (estate) => {
      await estate.booked('partial', LI);
      const li = await prove(estate);
      const id = await estate.booked('partial', SOLD);
      assert.ok((await estate.undo(id)).done);
      assert.equal((await estate.home('1-1-101')).owner, '李四');
      assert.equal(await levelOf(estate, li), 'claimed');
    });
  });

  it('but the same one in other words leaves everything as it is', async () => {
    await withEstate(async (estate) => {
      await estate.booked('partial', LI);
      const li = await prove(estate);
      await estate.booked(
        'partial',
        LI.replace('李四', '李四、赵六').replace('2026年上', '2025年下'),
      );
      assert.equal(await levelOf(estate, li), 'verified');
    });
  });
});
