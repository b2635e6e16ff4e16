/** Whether room or name contain what was typed; case, width and blanks do not count. */
export function matches(item: { room: string | null; name: string }, typed: string): boolean {
  const wanted = plain(typed);
  return wanted === '' || plain(`${item.room ?? ''} ${item.name}`).includes(wanted);
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '');
}
