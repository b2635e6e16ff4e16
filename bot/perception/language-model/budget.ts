import { z } from 'zod';
import type { Fen } from '#domain/money.ts';
import { type LocalDate, isLocalDate, localDate } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import type { Clock } from '#ports/clock.ts';
import type { Page } from './page.ts';

/** Tokens that were read and written. */
export interface Usage {
  readonly input: number;
  readonly output: number;
}

export interface BudgetLimits {
  readonly calls: number;
  /** Read and written together. */
  readonly tokens: number;
  readonly cost: Fen | undefined;
  /** Of a million tokens. */
  readonly price: { readonly input: Fen; readonly output: Fen };
}

/** What was set aside for a call. */
export interface Reservation {
  readonly day: LocalDate;
  readonly usage: Usage;
}

export interface Budget {
  /**
   * Sets aside the most a call can use; a process that dies meanwhile leaves it used.
   * @returns undefined when the day's budget does not allow for it.
   */
  reserve(most: Usage): Promise<Reservation | undefined>;
  /** Puts what was really used in its place; the call itself stays counted. */
  settle(reservation: Reservation, used: Usage): Promise<void>;
}

/** The model serves all estates, so its day is that of the office. */
const OFFICE_ZONE = 'Asia/Shanghai';

const MILLION = 1_000_000;

const spentSchema = z.object({
  day: z.string().refine(isLocalDate).transform(localDate),
  calls: z.int().min(0),
  input: z.int().min(0),
  output: z.int().min(0),
});
type Spent = z.infer<typeof spentSchema>;

/** Counts what a day's questions cost, on a page that outlives the process. */
export function createBudget(page: Page, clock: Clock, limits: BudgetLimits): Budget {
  const { calls, tokens, cost, price } = limits;

  /** What was spent on the present day; a clock that is set back does not give a day twice. */
  function spentOf(text: string | undefined): Spent {
    const today = dateAt(clock.now(), OFFICE_ZONE);
    const stored = text === undefined ? undefined : readSpent(text);
    if (stored && stored.day >= today) return stored;
    return { day: today, calls: 0, input: 0, output: 0 };
  }

  function allows(spent: Spent): boolean {
    if (spent.calls > calls || spent.input + spent.output > tokens) return false;
    const price6 = spent.input * price.input + spent.output * price.output;
    return cost === undefined || price6 <= cost * MILLION;
  }

  return {
    async reserve(most) {
      let reserved: Reservation | undefined;
      await page.change((text) => {
        const before = spentOf(text);
        const after = moved(before, 1, most);
        reserved = allows(after) ? { day: after.day, usage: most } : undefined;
        return reserved ? JSON.stringify(after) : undefined;
      });
      return reserved;
    },
    async settle({ day, usage }, used) {
      await page.change((text) => {
        const before = spentOf(text);
        if (before.day !== day) return undefined;
        const change = { input: used.input - usage.input, output: used.output - usage.output };
        return JSON.stringify(moved(before, 0, change));
      });
    },
  };
}

function moved({ day, calls, input, output }: Spent, more: number, change: Usage): Spent {
  return {
    day,
    calls: calls + more,
    input: Math.max(0, input + change.input),
    output: Math.max(0, output + change.output),
  };
}

/** @returns undefined for what cannot be read: it is then written anew. */
function readSpent(text: string): Spent | undefined {
  try {
    return spentSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
