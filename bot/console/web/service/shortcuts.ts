import type { KeyPress } from '../part/enter-key.ts';

/** What a key does in the inbox. */
export const SHORTCUTS = {
  j: 'next',
  k: 'previous',
  c: 'claim',
  r: 'reply',
  n: 'note',
  '/': 'canned',
  e: 'hand-back',
  '?': 'help',
} as const;
export type Shortcut = (typeof SHORTCUTS)[keyof typeof SHORTCUTS];

/** What of a key press tells whether it is a shortcut. */
export interface ShortcutPress extends Omit<KeyPress, 'shiftKey'> {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** Whether somebody writes in a field, or chooses in a dialog: there a letter is a letter. */
  readonly elsewhere: boolean;
}

const IN_COMPOSITION = 229;

const isKey = (key: string): key is keyof typeof SHORTCUTS => Object.hasOwn(SHORTCUTS, key);

/** The shortcut of a key press, or null; while an input method composes, every key is its own. */
export function shortcutOf(press: ShortcutPress): Shortcut | null {
  const composing = press.isComposing || press.keyCode === IN_COMPOSITION;
  if (composing || press.elsewhere || press.ctrlKey || press.metaKey || press.altKey) return null;
  return isKey(press.key) ? SHORTCUTS[press.key] : null;
}
