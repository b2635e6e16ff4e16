/** What the codes of a refused send mean (document 90455). */
const REASONS: Readonly<Record<number, string>> = {
  95_000: 'account-unknown',
  95_001: 'quota',
  95_002: 'window-over',
  95_003: 'company-unverified',
  95_013: 'session-closed',
  95_014: 'nobody-on-duty',
  95_016: 'session-state',
  95_018: 'session-state',
  45_009: 'rate-limited',
};

/** Codes that say nothing may be sent to this person until they write again. */
const CLOSING = new Set([95_001, 95_002]);

export function reasonOf(code: number): string {
  return REASONS[code] ?? `errcode-${code}`;
}

export function closesWindow(code: number): boolean {
  return CLOSING.has(code);
}
