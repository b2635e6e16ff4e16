import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'mocha';
import sinon from 'sinon';
import { z } from 'zod';
import { localDate } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import {
  NOON,
  type Home,
  afterNoon,
  newHome,
  reminderTo,
  yearFee,
} from '../contract/store/home.ts';

/** Everything that is asked of the store in every turn, send, round of the pump or import of a row. */
async function askEverything(tx: Tx, home: Home): Promise<void> {
  const { estate, household, contact, conversation } = home;
  const job = { queue: 'turn', key: 'k', dedup: 'd', payload: '' };
  const row = reminderTo(home);
  await tx.estates.byId(estate.id);
  await tx.households.byId(household.id);
  await tx.households.byRoom(estate.id, household.room);
  await tx.households.inArrears(estate.id, localDate('2026-11-23'));
  await tx.charges.put(yearFee(household.id));
  await tx.charges.open(household.id);
  await tx.charges.all(household.id);
  await tx.payments.of(household.id);
  await tx.contacts.byKey('simulator', contact.key);
  await tx.bindings.of(contact.id);
  await tx.bindings.to(household.id);
  await tx.promises.of(household.id);
  await tx.plans.current(household.id);
  await tx.claims.open(household.id);
  await tx.disputes.open(household.id);
  await tx.conversations.byContact(contact.id);
  await tx.conversations.ofHousehold(household.id);
  await tx.conversations.list(estate.id, null, 50);
  await tx.conversations.list(estate.id, 'queue', 50);
  await tx.conversations.changeOwner(conversation.id, 0, 'staff', 'li');
  await tx.handoffs.open(conversation.id);
  await tx.notes.of(conversation.id);
  await tx.inbox.pending(conversation.id);
  await tx.inbox.handled(conversation.id, 1, null, null);
  await tx.inbox.of(conversation.id);
  await tx.inbox.recall('simulator', randomUUID());
  await tx.outbox.put(row);
  await tx.outbox.queued(10, NOON);
  await tx.outbox.nextAt();
  await tx.outbox.sentBy(contact.channel, NOON);
  await tx.channels.standing(contact.id);
  await tx.outbox.sending();
  await tx.outbox.move(row.id, 'queued', 'sending', { now: NOON });
  await tx.outbox.of(conversation.id);
  await tx.outbox.touches(household.id, NOON);
  await tx.outbox.heard(conversation.id, 20);
  await tx.ledger.head(estate.id);
  await tx.ledger.after(estate.id, 0, 10);
  await tx.ledger.ofHousehold(household.id);
  await tx.jobs.schedule({ ...job, runAt: NOON });
  await tx.jobs.ready('d');
  const [claimed] = await tx.jobs.claim(afterNoon(1), 1000, 10);
  assert.ok(claimed);
  await tx.jobs.retry(claimed.id, claimed.fence, NOON, 'no');
  await tx.jobs.reap(NOON, false);
  await tx.jobs.reap(NOON, true);
  await tx.jobs.cancel('d');
  await tx.jobs.nextAt();
  await tx.documents.get('k');
  await tx.documents.compareAndSet('k', 'v', null);
  await tx.documents.clear('k:');
  await tx.sessions.byHash('h');
}

const step = z.object({ detail: z.string() });

describe('the statements of every day', () => {
  it('find their rows by an index, however much is stored', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nuancui-'));
    const file = join(folder, 'store.db');
    const store = await openSqlite({ file });
    const home = await newHome(store);
    const prepared = sinon.spy(DatabaseSync.prototype, 'prepare');
    try {
      await store.write((tx) => askEverything(tx, home));
    } finally {
      prepared.restore();
      await store.close();
    }
    const statements = prepared.args
      .map(([text]) => text)
      .filter((text) => / from | update /u.test(` ${text}`));
    const database = new DatabaseSync(file);
    const scans = statements.flatMap((text) => {
      const plan = database.prepare(`explain query plan ${text}`).all();
      const details = plan.map((row) => step.parse(row).detail);
      return details.some((detail) => /^SCAN (?!due|.*INDEX)/u.test(detail)) ? [text] : [];
    });
    database.close();
    rmSync(folder, { recursive: true });
    assert.ok(statements.length > 40);
    assert.deepEqual(scans, []);
  });
});
