import type { Context } from 'mocha';

/** Leaves a behaviour out, saying aloud what this channel or its far end cannot do. */
export function cannot(context: Context, what: string): void {
  if (context.test) context.test.title += ` [this channel cannot ${what}]`;
  context.skip();
}
