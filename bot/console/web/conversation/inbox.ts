import type { ConversationItem } from '../../inbox-api.ts';

/** Which conversations somebody wants to see. */
export const VIEWS = ['waiting', 'mine', 'bot', 'closed', 'all'] as const;
export type View = (typeof VIEWS)[number];

/** The queues a list can be narrowed to; `all` is none. */
export const QUEUE_CHOICES = ['all', 'service', 'finance', 'legal', 'manager', 'on-call'] as const;
export type QueueChoice = (typeof QUEUE_CHOICES)[number];

/** The queue a role works on first; who answers residents sees all of them. */
const QUEUE_OF_ROLE: Readonly<Record<string, QueueChoice>> = { finance: 'finance', legal: 'legal' };

/** The queue to begin with: the one chosen on this device, else that of the role. */
export function firstQueue(role: string, stored: string | null): QueueChoice {
  return QUEUE_CHOICES.find((queue) => queue === stored) ?? QUEUE_OF_ROLE[role] ?? 'all';
}

/** Whether an item belongs to a view. What a colleague typed on the phone belongs to nobody and stays visible. */
export function belongs(item: ConversationItem, view: View, staffId: string): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'mine':
      return item.owner === 'staff' && item.staffId === staffId;
    case 'bot':
      return item.owner === 'bot';
    case 'closed':
      return item.outcome !== null;
    case 'waiting': {
      const nobodys = item.owner === 'staff' && item.staffId === null;
      return item.owner === 'queue' || nobodys || (item.overdue && item.waitingSince !== null);
    }
  }
}

/** The items of a view in a queue, in the order of the service: urgent first, then longest waiting. */
export function shownItems(
  items: readonly ConversationItem[],
  view: View,
  queue: QueueChoice,
  staffId: string,
): ConversationItem[] {
  return items.filter(
    (item) => belongs(item, view, staffId) && (queue === 'all' || item.queue === queue),
  );
}

/** How many items each view has. */
export function countItems(
  items: readonly ConversationItem[],
  queue: QueueChoice,
  staffId: string,
): Record<View, number> {
  const count = (view: View): number => shownItems(items, view, queue, staffId).length;
  return {
    waiting: count('waiting'),
    mine: count('mine'),
    bot: count('bot'),
    closed: count('closed'),
    all: count('all'),
  };
}

/** The item after or before the open one; the first where none is open. */
export function neighbour(
  items: readonly ConversationItem[],
  open: string | null,
  step: 1 | -1,
): ConversationItem | undefined {
  const at = items.findIndex(({ id }) => id === open);
  return at === -1 ? items[0] : items[Math.min(items.length - 1, Math.max(0, at + step))];
}
