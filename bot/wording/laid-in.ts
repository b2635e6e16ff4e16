import { isScalar, parseDocument } from 'yaml';

/** A text that is to stand in a file of wordings. */
export interface LaidIn {
  /** Name of the script without its category. */
  readonly name: string;
  readonly variant: number;
  readonly text: string;
}

/**
 * A file of wordings with other texts at some places; comments and everything else stay as they are.
 * @throws RangeError that names a place the file does not have.
 */
export function laidIn(yaml: string, wordings: readonly LaidIn[]): string {
  const document = parseDocument(yaml);
  for (const { name, variant, text } of wordings) {
    const node: unknown = document.getIn([name, variant], true);
    if (!isScalar(node)) throw new RangeError(`${name} has no wording ${variant + 1}`);
    node.value = text;
  }
  return document.toString({ lineWidth: 0 });
}
