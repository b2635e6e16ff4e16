/** The places of the console. The first word of the address after `#/` names one. */
export const PLACES = [
  'conversations',
  'wave',
  'scripts',
  'import',
  'report',
  'account',
  'colleagues',
] as const;
export type Place = (typeof PLACES)[number];

/** What somebody must be allowed to, to be shown a place. */
export const NEEDED: Readonly<Record<Place, string>> = {
  conversations: 'read-conversation',
  wave: 'preview-wave',
  scripts: 'read-script',
  import: 'import',
  report: 'report',
  account: 'account',
  colleagues: 'staff',
};

/** Where in the console somebody is: the place, and what is open there. */
export interface Route {
  readonly place: Place;
  readonly id: string | null;
  /** A page below `id`, as `card`; shown alone on a small screen. */
  readonly detail: string | null;
}

/** Reads the part of an address after the `#`; an unknown place leads to the conversations. */
export function readRoute(hash: string): Route {
  const [name = '', id = '', detail = ''] = hash.replace(/^#?\/?/u, '').split('/');
  const place = PLACES.find((known) => known === name) ?? 'conversations';
  return {
    place,
    id: id === '' ? null : decodeURIComponent(id),
    detail: detail === '' ? null : detail,
  };
}

/** Writes the address of a place, `#` included. */
export function addressOf(place: Place, id?: string, detail?: string): string {
  const parts = [place, id === undefined ? undefined : encodeURIComponent(id), detail];
  return `#/${parts.filter((part) => part !== undefined).join('/')}`;
}
