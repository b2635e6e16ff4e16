import { z } from 'zod';
import { didYouMean } from './nearest.ts';

/** A schema's complaint in words of its own, and the keys down to what is meant. */
export interface Explained {
  readonly where: readonly string[];
  readonly message: string;
}

/** Says what was found, what is wanted, and which known name is nearest. */
export function explainIssue(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  input: unknown,
): Explained[] {
  const where = issue.path.map(String);
  const found = valueAt(input, where);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysOf(schemaAt(schema, where));
      return issue.keys.map((key) => ({
        where: [...where, key],
        message: `is no key that belongs here${didYouMean(key, known)} (known: ${known.join(', ')})`,
      }));
    }
    case 'invalid_type':
      if (found === undefined) return [{ where, message: `is missing; give ${issue.expected}` }];
      return [{ where, message: `wants ${issue.expected}, found ${kindOf(found)}` }];
    case 'invalid_value': {
      const known = issue.values.map(String);
      if (found === undefined) {
        return [{ where, message: `is missing; give one of ${known.join(', ')}` }];
      }
      const near = didYouMean(String(found), known);
      return [{ where, message: `${String(found)} is none of ${known.join(', ')}${near}` }];
    }
    case 'too_small':
      return [{ where, message: `wants at least ${issue.minimum}` }];
    case 'too_big':
      return [{ where, message: `takes at most ${issue.maximum}` }];
    default:
      return [{ where, message: issue.message }];
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' ? 'object' : `${typeof value} ${JSON.stringify(value)}`;
}

/** Whether the value has keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** What stands at the keys. */
export function valueAt(value: unknown, where: readonly string[]): unknown {
  let at = value;
  for (const key of where) {
    if (Array.isArray(at)) at = at[Number(key)];
    else if (isRecord(at)) at = at[key];
    else return undefined;
  }
  return at;
}

function schemaAt(schema: unknown, where: readonly string[]): unknown {
  let at = bare(schema);
  for (const key of where) {
    if (at instanceof z.ZodObject) at = bare(at.shape[key]);
    else if (at instanceof z.ZodArray) at = bare(at.element);
    else if (at instanceof z.ZodRecord) at = bare(at.valueType);
    else return undefined;
  }
  return at;
}

/** A schema without what makes it optional or gives it a default. */
function bare(schema: unknown): unknown {
  let at = schema;
  while (
    at !== null &&
    typeof at === 'object' &&
    !(at instanceof z.ZodArray) &&
    'unwrap' in at &&
    typeof at.unwrap === 'function'
  ) {
    at = at.unwrap();
  }
  return at;
}

function keysOf(schema: unknown): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}
