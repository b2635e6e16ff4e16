const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Writes a decimal sum in yuan with thousands separators, as `¥1,288.05`. */
export function yuan(sum: string): string {
  const [whole = '0', cents = ''] = sum.replace(/^-/u, '').split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
  return `${sum.startsWith('-') ? '-' : ''}¥${grouped}.${cents.padEnd(2, '0')}`;
}

/** Reads a sum that a person typed, as `¥1,288.5`, as a decimal sum; undefined when it is none. */
export function typedSum(text: string): string | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[,\s¥]/gu, '');
  return /^\d{1,9}(?:\.\d{1,2})?$/u.test(plain) ? plain : undefined;
}

/** A length of time by its two largest units: the texts put words to the numbers. */
export interface Span {
  readonly unit: 'now' | 'minutes' | 'hours' | 'days';
  readonly n: number;
}

/** How long something lasts, rounded down; under a minute is `now`. */
export function span(ms: number): Span {
  if (ms < MINUTE_MS) return { unit: 'now', n: 0 };
  if (ms < HOUR_MS) return { unit: 'minutes', n: Math.floor(ms / MINUTE_MS) };
  if (ms < DAY_MS) return { unit: 'hours', n: Math.floor(ms / HOUR_MS) };
  return { unit: 'days', n: Math.floor(ms / DAY_MS) };
}

/** A moment as the hour and minute of the estate. */
export function clockTime(at: number, language: string, zone: string): string {
  return formatter(language, zone, { hour: '2-digit', minute: '2-digit', hour12: false }).format(
    at,
  );
}

/** A moment as month, day, hour and minute of the estate. */
export function dayAndTime(at: number, language: string, zone: string): string {
  return formatter(language, zone, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at);
}

/** The calendar day of a moment in the estate, as `2026-03-09`. */
export function dayOf(at: number, zone: string): string {
  return formatter('sv-SE', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** The day `days` after a day; negative counts back. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Billing months, both ends included, as `2025-07 – 2025-12`; one month stands alone. */
export function months(from: string, to: string): string {
  return from === to ? from : `${from} – ${to}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(
  language: string,
  zone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([language, zone, options]);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
  formatters.set(key, made);
  return made;
}
