/** What may be put into a text. */
export type Slots = Readonly<Record<string, string | number>>;

const SLOT = /\{(\w+)\}/gu;

/** Puts the slots into a text; a slot without a value stays visible, so that the gap is noticed. */
export function fill(text: string, slots: Slots = {}): string {
  return text.replaceAll(SLOT, (written, name: string) => String(slots[name] ?? written));
}
