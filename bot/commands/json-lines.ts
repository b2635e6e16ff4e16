import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ZodType } from 'zod';
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

/**
 * Answers every JSON line of standard input with one on standard output, in the same order. Nothing is answered before
 * all lines are known to be right.
 * @param right what a line has to look like, for the message.
 * @throws Fault INPUT_INVALID that names the line.
 */
export async function answerLines<T>(
  schema: ZodType<T>,
  right: string,
  answer: (given: T) => Readonly<Record<string, unknown>>,
): Promise<void> {
  const given: T[] = [];
  for await (const { number, value } of readJsonLines(process.stdin)) {
    const read = schema.safeParse(value);
    if (!read.success) throw new Fault('INPUT_INVALID', { line: number, right });
    given.push(read.data);
  }
  const lines = given.map((one) => `${JSON.stringify(answer(one))}\n`);
  process.stdout.write(lines.join(''));
}
