/** The id of a message that was taken back: some puppets give it plainly, those of the web WeChat's own notice. */
export function recalledId(text: string): string {
  return /<msgid>\s*([^<\s]+)\s*<\/msgid>/u.exec(text)?.[1] ?? text;
}
