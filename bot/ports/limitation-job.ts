/** Queue of the daily look at periods that are about to run out. */
export const LIMITATION_QUEUE = 'limitation';

/** The one planned look of an estate; also its lane. */
export function limitationDedup(estateId: string): string {
  return `limitation:${estateId}`;
}

/** What such a job carries. */
export interface LimitationJob {
  readonly estateId: string;
}
