interface Node {
  readonly next: Map<number, Node>;
  id: number;
}

function isLatin(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Latin terms longer than this may go on into a longer word, as `leak` in `leaking`. */
const WHOLE_WORD = 3;

/**
 * Finds many literal terms in one pass. A term that begins with a Latin letter is found only at the start of a word,
 * and one of up to three letters, or of digits, only as
 * a whole word.
 */
export class TermTrie {
  readonly #root: Node = { next: new Map(), id: -1 };

  /** @param id not negative; the same term keeps the id it was given first. */
  add(term: string, id: number): void {
    let node = this.#root;
    for (let at = 0; at < term.length; at += 1) {
      const code = term.charCodeAt(at);
      let next = node.next.get(code);
      if (!next) {
        next = { next: new Map(), id: -1 };
        node.next.set(code, next);
      }
      node = next;
    }
    if (node.id < 0) node.id = id;
  }

  /** Calls back for every occurrence, shorter ones of the same start first. */
  each(text: string, found: (id: number, start: number, end: number) => void): void {
    for (let start = 0; start < text.length; start += 1) {
      this.#walk(text, start, (id, end) => found(id, start, end));
    }
  }

  /** The longest term that starts at `start`. */
  longestAt(text: string, start: number): { id: number; end: number } | undefined {
    let longest: { id: number; end: number } | undefined;
    this.#walk(text, start, (id, end) => {
      longest = { id, end };
    });
    return longest;
  }

  #walk(text: string, start: number, found: (id: number, end: number) => void): void {
    let node = this.#root.next.get(text.charCodeAt(start));
    if (!node) return;
    const latin = isLatin(text.charCodeAt(start));
    if (latin && start > 0 && isLatin(text.charCodeAt(start - 1))) return;
    for (let end = start + 1; ; end += 1) {
      if (node.id >= 0) {
        const whole = end - start <= WHOLE_WORD || isDigit(text.charCodeAt(end - 1));
        const cut = latin && whole && isLatin(text.charCodeAt(end));
        if (!cut) found(node.id, end);
      }
      const next: Node | undefined = node.next.get(text.charCodeAt(end));
      if (!next) return;
      node = next;
    }
  }
}
