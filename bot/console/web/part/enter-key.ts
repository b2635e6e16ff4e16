/** What of a key press tells whether it is meant as "send". */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

const IN_COMPOSITION = 229;

/**
 * Whether a key press sends what is written: Enter alone. While an input method is composing, Enter chooses a word;
 * some browsers end the composition just before the key and tell it only by the key code.
 */
export function sends(press: KeyPress): boolean {
  return (
    press.key === 'Enter' &&
    !press.shiftKey &&
    !press.isComposing &&
    press.keyCode !== IN_COMPOSITION
  );
}
