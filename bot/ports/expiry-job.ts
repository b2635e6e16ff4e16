/** Queue of the nightly look at words whose time is over. */
export const EXPIRY_QUEUE = 'expiry';

/** The one planned look of an estate; also its lane. */
export function expiryDedup(estateId: string): string {
  return `expiry:${estateId}`;
}

/** What such a job carries. */
export interface ExpiryJob {
  readonly estateId: string;
}
