import type { Policy } from '#domain/estate.ts';

/** No estate may write before or after these minutes of the day (policy: hard limit 08:00–22:00). */
const EARLIEST = 8 * 60;
const LATEST = 22 * 60;

/** The minutes of the day between which the estate may write by itself; `to` is excluded. */
export function contactWindow(policy: Policy): { readonly from: number; readonly to: number } {
  return { from: Math.max(policy.windowFrom, EARLIEST), to: Math.min(policy.windowTo, LATEST) };
}
