import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LABELS, type Label } from '#domain/label.ts';
import { Fault } from '#errors';

/** A text with the label a person gave it. */
export interface LabelledText {
  readonly text: string;
  readonly label: Label;
  /** The register it is written in, as `dialect_yue`. */
  readonly style: string;
}

const line = z.looseObject({
  text: z.string(),
  label: z.enum(LABELS),
  style: z.string().default('unnamed'),
});

/** Reads a file of JSON lines. @throws Fault INPUT_INVALID with the file and the line that is wrong. */
export function readLabelledTexts(file: string): LabelledText[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const right = 'a file of JSON lines {"text","label","style"?}';
    throw new Fault('INPUT_INVALID', { file, right }, { cause: error });
  }
  const read = text.split('\n').flatMap((row, index): LabelledText[] => {
    if (row.trim() === '') return [];
    const parsed = line.safeParse(jsonOf(row));
    if (parsed.success) return [parsed.data];
    const right = '{"text","label","style"?} with a label of the contract';
    throw new Fault('INPUT_INVALID', { file, line: index + 1, right });
  });
  if (read.length === 0) throw new Fault('INPUT_INVALID', { file, right: 'at least one text' });
  return read;
}

function jsonOf(row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    return undefined;
  }
}
