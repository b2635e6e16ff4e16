import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { openContent } from '../open-house.ts';
import { systemClock } from '../system-clock.ts';
import { type Measure, rounded } from './figure.ts';
import { fillEstates } from './fill-estates.ts';
import { inChild } from './in-child.ts';

const HOUSEHOLDS = 1000;
const ESTATES = { full: 1000, smoke: 2 } as const;
const OWING = 5;

const planned = z.object({ ms: z.number(), floorMs: z.number(), rows: z.number() });

/**
 * `plan`: the wave of one day over all estates, every rule asked of every household in arrears, in a process of its own;
 * the floor reads the same open bills once in the order of their index.
 */
export const planBench: Measure = async (effort) => {
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-plan-'));
  try {
    const file = join(folder, 'nuancui.db');
    const store = await openSqlite({ file });
    const estates = ESTATES[effort];
    const settlement = { estates, households: HOUSEHOLDS, everyOwing: OWING };
    await fillEstates(store, openContent(), settlement, systemClock().now());
    await store.close();
    const child = new URL('./plan-child.ts', import.meta.url);
    const { ms, floorMs, rows, peak } = await inChild(child, [file], planned);
    const households = estates * HOUSEHOLDS;
    const unit = `households/s of ${households}, one in ${OWING} in arrears`;
    return {
      plan: {
        value: rounded(households / (ms / 1000)),
        unit,
        floor: rounded(households / (floorMs / 1000)),
        ratio: rounded(floorMs / ms),
        n: rows,
      },
      'plan-memory': { value: rounded(peak), unit: 'MB at most', n: 1 },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
