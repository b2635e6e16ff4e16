/** Colours of a wave's states. */
const TONES: Readonly<Record<string, string>> = {
  waiting: 'warn',
  running: 'accent',
  paused: 'warn',
  finished: 'good',
  stopped: 'bad',
  refused: 'bad',
};

/** The colour of a wave's state as a class of its chip; drafts have none. */
export function toneOf(state: string): string {
  return TONES[state] ?? '';
}
