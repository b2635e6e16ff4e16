/** A piece of two texts: in both, only in the old one, or only in the new one. */
export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

const SLOT = /(\{[^{}]*\})/u;

/** The words of a text; a slot is one word, and nothing is lost. */
export function wordsOf(text: string, locale: string): string[] {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
  return text
    .split(SLOT)
    .flatMap((piece) =>
      SLOT.test(piece) ? [piece] : Array.from(segmenter.segment(piece), ({ segment }) => segment),
    );
}

/**
 * What was taken out of a text and put into it, word by word, from the longest common sequence of words. A single sign
 * between two changes belongs to the change, so that a sentence that was written anew reads as one.
 */
export function diffOf(before: string, after: string, locale: string): DiffPart[] {
  const [old, fresh] = [wordsOf(before, locale), wordsOf(after, locale)];
  const common = lengths(old, fresh);
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const [was = '', is = ''] = [old[i], fresh[j]];
    if (i < old.length && j < fresh.length && was === is) {
      parts.push({ kind: 'same', text: was });
      i += 1;
      j += 1;
    } else if (
      j >= fresh.length ||
      (i < old.length && at(common, i + 1, j) >= at(common, i, j + 1))
    ) {
      parts.push({ kind: 'removed', text: was });
      i += 1;
    } else {
      parts.push({ kind: 'added', text: is });
      j += 1;
    }
  }
  return joined(parts.flatMap((part, index) => absorbed(part, parts, index)));
}

/** Lengths of the longest common sequences of the rests from each pair of places on. */
function lengths(old: readonly string[], fresh: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint32Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const row = rows[i];
      if (!row) continue;
      row[j] =
        old[i] === fresh[j]
          ? at(rows, i + 1, j + 1) + 1
          : Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
    }
  }
  return rows;
}

function at(rows: readonly Uint32Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}

function absorbed(part: DiffPart, parts: readonly DiffPart[], index: number): DiffPart[] {
  const between =
    part.kind === 'same' &&
    /^[^\p{L}\p{N}\n]$/u.test(part.text) &&
    [parts[index - 1], parts[index + 1]].every((one) => one && one.kind !== 'same');
  if (!between) return [part];
  return [
    { kind: 'removed', text: part.text },
    { kind: 'added', text: part.text },
  ];
}

/** Neighbours of a kind as one; within a change what was taken out comes before what was put in. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let [removed, added] = ['', ''];
  const close = (): void => {
    if (removed !== '') result.push({ kind: 'removed', text: removed });
    if (added !== '') result.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const { kind, text } of parts) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      close();
      const last = result.at(-1);
      if (last?.kind === 'same')
        result[result.length - 1] = { kind: 'same', text: last.text + text };
      else result.push({ kind: 'same', text });
    }
  }
  close();
  return result;
}
