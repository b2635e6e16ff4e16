import { DETAIL_FAMILIES } from '../../api.ts';
import { yuan } from '../texts/format.ts';
import { nameOf } from '../texts/language.ts';

/** What an event is told as: its name, and its details in words. */
export function eventText(type: string, detail: readonly string[]): string {
  const words = detail.map((code) => detailText(type, code)).join(nameOf('common', 'listComma'));
  const name = nameOf('event', type);
  return words === '' ? name : `${name} · ${words}`;
}

function detailText(type: string, code: string): string {
  if (/^-?\d+\.\d{2}$/u.test(code)) return yuan(code);
  // A code of the event's own family first: an ask and a promise are both `open`.
  for (const family of [type, ...DETAIL_FAMILIES]) {
    const name = nameOf(family, code);
    if (name !== code) return name;
  }
  return code;
}
