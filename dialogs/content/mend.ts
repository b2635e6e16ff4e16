import type { z } from 'zod';
import { isRecord, valueAt } from './explain-issue.ts';

/** What is left of a value without the parts that are wrong, and the top-level keys of which something is gone. */
export interface Mended<T> {
  readonly value: T;
  readonly broken: ReadonlySet<string>;
}

const ROUNDS = 4;

/**
 * Takes away what a schema refuses, so that the rest can still be checked; never for use, only to tell all findings
 * at once. `standIn` gives what the schema cannot do without.
 */
export function mend<T extends z.ZodType>(
  schema: T,
  input: unknown,
  standIn: Readonly<Record<string, unknown>>,
): Mended<z.output<T>> | undefined {
  if (!isRecord(input)) return undefined;
  let value: Record<string, unknown> = structuredClone(input);
  const broken = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { value: parsed.data, broken };
    const gone = parsed.error.issues
      .flatMap((issue) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map((key) => [...issue.path, key])
          : [issue.path],
      )
      .map((path) => path.map(String))
      .toSorted((a, b) => Number(b.at(-1)) - Number(a.at(-1)) || b.length - a.length);
    for (const path of gone) {
      broken.add(path[0] ?? '');
      takeAway(value, path);
    }
    value = { ...standIn, ...value };
  }
  return undefined;
}

function takeAway(value: unknown, path: readonly string[]): void {
  const parent = valueAt(value, path.slice(0, -1));
  const key = path.at(-1) ?? '';
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isRecord(parent)) delete parent[key];
}
