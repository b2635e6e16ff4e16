import type { Estate } from './estate.ts';
import type { Contact, Household } from './household.ts';

/** Who and where: everything we know that would tell a stranger whose household this is. */
export function secretsOf({
  contact,
  estate,
  household,
}: {
  readonly contact: Contact | undefined;
  readonly estate: Estate | undefined;
  readonly household: Household | undefined;
}): string[] {
  return [
    contact?.name,
    household?.owner,
    household?.phone,
    household?.room,
    estate?.name,
    estate?.company,
    estate?.steward,
  ].flatMap((one) => (one ? [one] : []));
}
