import { instant } from '#domain/time.ts';
import {
  LEDGER_TYPES,
  type LedgerEntry,
  type LedgerRows,
  type LedgerType,
} from '#ports/store/ledger.ts';
import type { Tables } from '../schema/tables.ts';
import { oneOf } from './column.ts';
import { type Connection, param, prepare } from './connection.ts';

function read(row: Tables['ledger']): LedgerEntry {
  return {
    estateId: row.estate_id,
    seq: row.seq,
    prev: row.prev,
    hash: row.hash,
    at: instant(row.at),
    type: oneOf(LEDGER_TYPES, row.type),
    householdId: row.household_id,
    conversationId: row.conversation_id,
    body: row.body,
  };
}

export function ledgerRows({ db, run, change }: Connection): LedgerRows {
  const all = db.selectFrom('ledger').selectAll().orderBy('seq');
  const head = prepare(
    db
      .selectFrom('ledger')
      .select(['seq', 'hash'])
      .where('estate_id', '=', param('id'))
      .orderBy('seq', 'desc')
      .limit(1),
  );
  const after = prepare(
    all.where('estate_id', '=', param('id')).where('seq', '>', param('seq')).limit(param('limit')),
  );
  const insert = prepare(
    db.insertInto('ledger').values({
      estate_id: param('estate'),
      seq: param('seq'),
      prev: param('prev'),
      hash: param('hash'),
      at: param('at'),
      type: param('type'),
      household_id: param('household'),
      conversation_id: param('conversation'),
      body: param('body'),
    }),
  );

  const typed = new Map<string, typeof after>();
  /** The same few lists are asked for again and again, so each is compiled once. */
  function ofTypes(types: readonly LedgerType[]): typeof after {
    const key = types.join(' ');
    const known = typed.get(key);
    if (known) return known;
    const made = prepare(
      all.where('household_id', '=', param('id')).where('type', 'in', [...types]),
    );
    typed.set(key, made);
    return made;
  }

  return {
    async head(estateId) {
      const [row] = await run(head({ id: estateId }));
      return row && { seq: row.seq, hash: row.hash };
    },
    async insert(entry) {
      await change(
        insert({
          estate: entry.estateId,
          seq: entry.seq,
          prev: entry.prev,
          hash: entry.hash,
          at: entry.at,
          type: entry.type,
          household: entry.householdId,
          conversation: entry.conversationId,
          body: entry.body,
        }),
      );
    },
    after: async (estateId, seq, limit) =>
      (await run(after({ id: estateId, seq, limit }))).map(read),
    async ofHousehold(householdId) {
      return (await all.where('household_id', '=', householdId).execute()).map(read);
    },
    async ofTypes(householdId, types) {
      return (await run(ofTypes(types)({ id: householdId }))).map(read);
    },
    async chains() {
      const rows = await db.selectFrom('ledger').select('estate_id').distinct().execute();
      return rows.map((row) => row.estate_id);
    },
  };
}
