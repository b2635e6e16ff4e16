import type { Facts } from '#domain/facts.ts';

/** Whether a day that the resident named, or a plan that they agreed to, says when they are written to next. */
export function isAgreed({ home }: Facts): boolean {
  const promised = home?.promises.some(({ status }) => status === 'open') === true;
  return promised || home?.plan?.status === 'agreed';
}
