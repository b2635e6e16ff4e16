/** Both ends are included and lie within the file. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/u;

/**
 * The part of a file that a request asks for (RFC 9110, 14.2). Several parts, other units and nonsense get the whole
 * file, as the standard allows.
 * @returns undefined for the whole file; `beyond` where no byte of the file is asked for.
 */
export function rangeOf(
  header: string | undefined,
  size: number,
): ByteRange | 'beyond' | undefined {
  const [, first = '', last = ''] = ONE_RANGE.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const count = Math.min(Number(last), size);
    return count === 0 ? 'beyond' : { from: size - count, to: size - 1 };
  }
  const from = Number(first);
  if (last !== '' && Number(last) < from) return undefined;
  if (from >= size) return 'beyond';
  return { from, to: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
