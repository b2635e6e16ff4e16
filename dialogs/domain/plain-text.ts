/** A text without what channels change on the way: forms of characters, line ends, gaps at the ends and doubled ones. */
export function plainText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}
