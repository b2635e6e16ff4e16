const EXTENDED = /filename\*=utf-8''([^;]+)/iu;
const PLAIN = /filename="?([^";]+)"?/iu;

/**
 * The name under which a file was sent, in what HTTP says of it (RFC 6266); null where it says none. A name that stands
 * there in bytes of UTF-8 arrives as if each were a character.
 */
export function fileNameIn(disposition: string): string | null {
  const extended = EXTENDED.exec(disposition)?.[1];
  if (extended !== undefined) return unescaped(extended.trim());
  const plain = PLAIN.exec(disposition)?.[1];
  return plain === undefined ? null : asUtf8(plain);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function asUtf8(text: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}
