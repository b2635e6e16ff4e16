import { type Shortcut, shortcutOf } from './shortcuts.ts';

type Listener = (act: Shortcut) => void;
const listeners = new Set<Listener>();

/** Calls back on every shortcut. @returns what ends it. */
export function onShortcut(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const FIELDS = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

/** Begins to listen to the keyboard. @returns what ends it. */
export function followKeyboard(): () => void {
  const pressed = (event: KeyboardEvent): void => {
    const { key, keyCode, isComposing, ctrlKey, metaKey, altKey, target } = event;
    const elsewhere =
      (target instanceof Element && target.closest(FIELDS) !== null) ||
      document.querySelector('.el-overlay-dialog') !== null;
    const press = { key, keyCode, isComposing, ctrlKey, metaKey, altKey, elsewhere };
    const act = shortcutOf(press);
    if (act === null) return;
    event.preventDefault();
    for (const listener of listeners) listener(act);
  };
  addEventListener('keydown', pressed);
  return () => removeEventListener('keydown', pressed);
}
