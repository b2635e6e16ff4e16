import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Fault } from '#errors';

/** Reads JSON lines; empty ones are passed over. @throws Fault that names the line that is no JSON. */
export async function* readJsonLines(
  input: Readable,
): AsyncGenerator<{ readonly number: number; readonly value: unknown }> {
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw new Fault(
        'INPUT_INVALID',
        { line: number, right: 'one JSON value a line' },
        { cause: error },
      );
    }
    yield { number, value };
  }
}
