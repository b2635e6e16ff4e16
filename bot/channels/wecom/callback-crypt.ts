import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

/** The callback pads to blocks of this size, not to those of AES (document 90968). */
const BLOCK = 32;
/** Random bytes before the message, and the length of the message after them. */
const NOISE = 16;
const LENGTH = 4;

/** What a callback says, and to which company. */
export interface Opened {
  readonly message: string;
  readonly receiveId: string;
}

/** Whether a callback bears our token's signature; compared in constant time. */
export function isSigned(
  token: string,
  { timestamp, nonce, signature }: Seal,
  encrypted: string,
): boolean {
  const right = Buffer.from(signatureOf(token, timestamp, nonce, encrypted));
  const given = Buffer.from(signature);
  return given.length === right.length && timingSafeEqual(given, right);
}

export interface Seal {
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
}

export function signatureOf(...parts: readonly string[]): string {
  return createHash('sha1').update(parts.toSorted().join('')).digest('hex');
}

/** Decrypts what a callback carries; undefined for anything that was not encrypted for this key. */
export function decrypted(key: Buffer, encrypted: string): Opened | undefined {
  const plain = unsealed(key, Buffer.from(encrypted, 'base64'));
  const padding = plain?.at(-1) ?? 0;
  if (!plain || padding < 1 || padding > BLOCK) return undefined;
  const content = plain.subarray(NOISE, plain.length - padding);
  if (content.length < LENGTH) return undefined;
  const end = LENGTH + content.readUInt32BE(0);
  if (end > content.length) return undefined;
  return {
    message: content.subarray(LENGTH, end).toString('utf8'),
    receiveId: content.subarray(end).toString('utf8'),
  };
}

function unsealed(key: Buffer, bytes: Buffer): Buffer | undefined {
  if (bytes.length === 0 || bytes.length % NOISE !== 0) return undefined;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, NOISE));
  decipher.setAutoPadding(false);
  return Buffer.concat([decipher.update(bytes), decipher.final()]);
}
