import { type Kysely, sql } from 'kysely';
import type { Conversation, Conversations } from '#ports/store/conversations.ts';
import type { Tables } from '../schema/tables.ts';

/** A pattern for `like … escape '\'` that means the text alone, whatever signs are in it. */
function containing(text: string): string {
  return `%${text.toLowerCase().replaceAll(/[\\%_]/gu, '\\$&')}%`;
}

/** The end of a phone number: fewer digits would find too many. */
const TAIL = /^\d{4,11}$/u;

/** What {@link Conversations.search} promises. */
export async function searchConversations(
  db: Kysely<Tables>,
  estateId: string,
  text: string,
  limit: number,
  read: (row: Tables['conversation']) => Conversation,
): Promise<Awaited<ReturnType<Conversations['search']>>> {
  const pattern = containing(text);
  const has = (column: string) =>
    sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`;
  const ofEstate = db.selectFrom('conversation').where('conversation.estate_id', '=', estateId);
  const named = await ofEstate
    .leftJoin('household', 'household.id', 'conversation.household_id')
    .innerJoin('contact', 'contact.id', 'conversation.contact_id')
    .selectAll('conversation')
    .where((one) =>
      one.or([
        has('household.room'),
        has('household.owner'),
        has('contact.name'),
        ...(TAIL.test(text) ? [sql<boolean>`household.phone like ${`%${text}`}`] : []),
      ]),
    )
    .orderBy('conversation.last_at', 'desc')
    .limit(limit)
    .execute();
  const words = new Map<string, { readonly text: string; readonly at: number }>();
  const said = [
    await ofEstate
      .innerJoin('inbound', 'inbound.conversation_id', 'conversation.id')
      .select(['conversation.id', 'inbound.text', 'inbound.received_at as at'])
      .where(has('inbound.text'))
      .orderBy('at', 'desc')
      .limit(limit)
      .execute(),
    await ofEstate
      .innerJoin('outbound', 'outbound.conversation_id', 'conversation.id')
      .select(['conversation.id', 'outbound.text', 'outbound.created_at as at'])
      .where(has('outbound.text'))
      .orderBy('at', 'desc')
      .limit(limit)
      .execute(),
    await ofEstate
      .innerJoin('note', 'note.conversation_id', 'conversation.id')
      .select(['conversation.id', 'note.text', 'note.at'])
      .where(has('note.text'))
      .orderBy('note.at', 'desc')
      .limit(limit)
      .execute(),
  ];
  for (const { id, text: found, at } of said.flat().toSorted((a, b) => b.at - a.at)) {
    if (!words.has(id)) words.set(id, { text: found, at });
  }
  const known = new Set(named.map(({ id }) => id));
  const others = [...words.keys()].filter((id) => !known.has(id));
  const spoken =
    others.length === 0
      ? []
      : await ofEstate
          .selectAll('conversation')
          .where('conversation.id', 'in', others.slice(0, limit))
          .execute();
  return [...named, ...spoken]
    .toSorted((a, b) => b.last_at - a.last_at)
    .slice(0, limit)
    .map((row) => ({ conversation: read(row), words: words.get(row.id)?.text ?? null }));
}
