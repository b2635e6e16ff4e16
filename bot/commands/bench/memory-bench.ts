import { z } from 'zod';
import { type Measure, rounded } from './figure.ts';
import { inChild } from './in-child.ts';

const CONVERSATIONS = { full: 10_000, smoke: 100 } as const;

const measured = z.object({ before: z.number(), after: z.number() });

/** `memory`: what a service holds more, once so many residents have talked with it, than when none had. */
export const memoryBench: Measure = async (effort) => {
  const conversations = CONVERSATIONS[effort];
  const child = new URL('./memory-child.ts', import.meta.url);
  const { before, after } = await inChild(child, [String(conversations)], measured);
  const value = rounded(((after - before) * 10_000) / conversations);
  return { memory: { value, unit: 'MB for 10,000 open conversations', n: conversations } };
};
