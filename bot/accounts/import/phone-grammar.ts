import type { Cell } from '../sheet/sheet.ts';

/** What a cell of phone numbers gives; `code` says what the office should know, with a value safe to show. */
export interface ReadPhone {
  readonly phone: string | null;
  readonly code?: 'W_PHONE' | 'W_PHONES' | 'W_PHONE_LOST';
  readonly value: string;
}

const MOBILES = /(?<!\d)(?:\+?86-?)?(1[3-9]\d{9})(?!\d)/gu;
const LOST = /^\d(?:\.\d+)?E\+\d+$/iu;

/** Reads the first mobile number of a cell; landlines cannot be found in WeChat and are passed over. */
export function readPhone(cell: Cell): ReadPhone {
  const text = plainText(cell);
  if (LOST.test(text)) return { phone: null, code: 'W_PHONE_LOST', value: text };
  const [first, ...more] = new Set([...text.matchAll(MOBILES)].map(([, mobile = '']) => mobile));
  if (first === undefined) return { phone: null, code: 'W_PHONE', value: '' };
  if (more.length > 0) return { phone: first, code: 'W_PHONES', value: maskPhone(first) };
  return { phone: first, value: '' };
}

/** `138****0001`: enough to tell two numbers apart, too little to call. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** A number that a spreadsheet shows as 1.38E+10 is still whole; text that says so is not. */
function plainText(cell: Cell): string {
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? String(cell) : '';
  return String(cell ?? '')
    .normalize('NFKC')
    .replaceAll(/(?<=\d)[\s-](?=\d{4}(?!\d))/gu, '')
    .replaceAll(/(?<=(?<!\d)1\d{2})[\s-](?=\d{4})/gu, '')
    .trim();
}
