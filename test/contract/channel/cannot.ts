import type { Context } from 'mocha';

const SAID = / \[here nobody can (?<what>.+)\]$/u;

/** Leaves a behaviour out, saying aloud what this channel or its far end cannot do. */
export function cannot(context: Context, what: string): void {
  if (context.test) context.test.title += ` [here nobody can ${what}]`;
  context.skip();
}

/** What the title of a test that was left out says that cannot be done. */
export function whatCannot(title: string): string | undefined {
  return SAID.exec(title)?.groups?.['what'];
}
