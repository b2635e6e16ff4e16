import type { ConversationList } from '../../api.ts';

/** One conversation of the list. */
export type InboxItem = ConversationList['items'][number];

/** Which conversations somebody wants to see. */
export const VIEWS = ['waiting', 'mine', 'all'] as const;
export type View = (typeof VIEWS)[number];

/** Whether an item belongs to a view. What a colleague typed on the phone belongs to nobody and stays visible. */
export function belongs(item: InboxItem, view: View, staffId: string): boolean {
  if (view === 'all') return true;
  if (view === 'mine') return item.owner === 'staff' && item.staffId === staffId;
  return item.owner === 'queue' || (item.owner === 'staff' && item.staffId === null);
}

/** Whether room or name contain what was typed; case, width and blanks do not count. */
export function matches(item: { room: string | null; name: string }, typed: string): boolean {
  const wanted = plain(typed);
  return wanted === '' || plain(`${item.room ?? ''} ${item.name}`).includes(wanted);
}

/** The items of a view that match, in the order of the service: urgent first, then longest waiting. */
export function shownItems(
  items: readonly InboxItem[],
  view: View,
  staffId: string,
  typed: string,
): InboxItem[] {
  return items.filter((item) => belongs(item, view, staffId) && matches(item, typed));
}

/** How many items each view has. */
export function countItems(items: readonly InboxItem[], staffId: string): Record<View, number> {
  const count = (view: View): number => items.filter((item) => belongs(item, view, staffId)).length;
  return { waiting: count('waiting'), mine: count('mine'), all: items.length };
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '');
}
