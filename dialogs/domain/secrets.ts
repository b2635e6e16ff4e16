import type { Facts } from './facts.ts';

/** Who and where: everything we know that would tell a stranger whose household this is. */
export function secretsOf({ contact, estate, home }: Facts): string[] {
  const { name, company, steward } = estate;
  const household = home?.household;
  return [
    contact.name,
    household?.owner ?? '',
    household?.phone ?? '',
    household?.room ?? '',
    name,
    company,
    steward,
  ].filter((one) => one !== '');
}
