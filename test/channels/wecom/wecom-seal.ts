import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** The signature of a callback, as WeCom puts it into the address. */
export function wecomSeal(encrypted: string, at: number, token: string): URLSearchParams {
  const nonce = randomBytes(6).toString('hex');
  const parts = [token, String(at), nonce, encrypted].toSorted().join('');
  const signature = createHash('sha1').update(parts).digest('hex');
  return new URLSearchParams({ msg_signature: signature, timestamp: String(at), nonce });
}

/** A message as WeCom encrypts it for a receiver. */
export function wecomCipher(aesKeyText: string, message: string, receiveId: string): string {
  const key = Buffer.from(`${aesKeyText}=`, 'base64');
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(receiveId)]);
  const padding = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}
