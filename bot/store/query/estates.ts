import { z } from 'zod';
import { type Estate, OFFICE_DAYS } from '#domain/estate.ts';
import { type Fen, fen } from '#domain/money.ts';
import type { Estates } from '#ports/store/households.ts';
import { fromJson } from './column.ts';
import { type Connection, param, prepare } from './connection.ts';

const sum = z.int().transform((value): Fen => fen(value));

const stored = z.object({
  timezone: z.string(),
  company: z.string(),
  steward: z.string(),
  office: z.string(),
  payLink: z.string().nullable(),
  limitationView: z.enum(['per-period', 'instalment']),
  staffHours: z.string(),
  policy: z.object({
    windowFrom: z.int(),
    windowTo: z.int(),
    perDay: z.int(),
    perWeek: z.int(),
    perWave: z.int(),
    gapHours: z.int(),
    staleDays: z.int(),
    claimHours: z.int(),
    reminderEveryDays: z.int(),
    preDueDays: z.int(),
    liveBilling: z.boolean(),
    maxInstalments: z.int(),
    minInstalment: sum,
    // Estates of 0.1.0 were stored without this one and the next ones.
    holdOutPercent: z.int().default(0),
    deafHours: z.int().default(4),
    approveAbove: z.int().default(50),
    officeFrom: z.int().default(9 * 60),
    officeTo: z.int().default(18 * 60),
    officeDays: z.enum(OFFICE_DAYS).default('daily'),
    answerMinutes: z.int().default(30),
    chatYears: z.int().default(3),
    keepSettledDays: z.int().default(0),
    burstQuietMs: z.int(),
    burstCapMs: z.int(),
  }),
});

/** Estates; their settings are read often and change rarely, so the last text of each is kept parsed. */
export function estates({ db, run }: Connection): Estates {
  const all = db.selectFrom('estate').selectAll();
  const byId = prepare(all.where('id', '=', param('id')));
  const parsed = new Map<string, { readonly text: string; readonly estate: Estate }>();

  function read(row: { id: string; name: string; settings: string }): Estate {
    const known = parsed.get(row.id);
    if (known?.text === row.settings && known.estate.name === row.name) return known.estate;
    const estate = { id: row.id, name: row.name, ...fromJson(stored, row.settings) };
    parsed.set(row.id, { text: row.settings, estate });
    return estate;
  }

  return {
    async byId(id) {
      const [row] = await run(byId({ id }));
      return row && read(row);
    },
    async byName(name) {
      const row = await all.where('name', '=', name).executeTakeFirst();
      return row && read(row);
    },
    async list() {
      return (await all.orderBy('name').execute()).map(read);
    },
    async put({ id, name, ...settings }) {
      const row = { id, name, settings: JSON.stringify(settings) };
      await db
        .insertInto('estate')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
  };
}
