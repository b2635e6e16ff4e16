/** A message as the screen shows it; `stamp` is whether a time stands above it. */
export type ScreenLine<T> = T & { readonly stamp: boolean };

const QUIET_MS = 5 * 60_000;

/** Puts a time above the first message and above every one after five quiet minutes, as WeChat does. */
export function withStamps<T extends { readonly at: number }>(
  messages: readonly T[],
): ScreenLine<T>[] {
  return messages.map((message, n) => {
    const before = messages[n - 1];
    return { ...message, stamp: before === undefined || message.at - before.at > QUIET_MS };
  });
}
