import { nameOf, t } from './language.ts';

/** What a person is told when something was refused or failed; an unknown code is shown for the administrator. */
export function faultText(code: string): string {
  const known = nameOf('fault', code);
  return known === code ? t('fault.UNKNOWN', { code }) : known;
}
