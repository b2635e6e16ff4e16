import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#errors';
import type { Signer } from '#ports/signer.ts';

/** Name of the file in the data folder; whoever has it can sign for this house. */
export const KEY_FILE = 'signing-key.pem';

/** Rights of others on the key file. */
const OTHERS = 0o077;

/**
 * The signing key of a data folder; made where there is none yet.
 * @throws Fault INPUT_INVALID when it cannot be read, is no Ed25519 key or can be read by others.
 */
export function openSigner(dataDir: string): Signer {
  mkdirSync(dataDir, { recursive: true });
  return readSigner(dataDir) ?? makeSigner(dataDir);
}

/** The signing key of a data folder, or undefined where none was ever made. @throws as {@link openSigner}. */
export function readSigner(dataDir: string): Signer | undefined {
  const file = join(dataDir, KEY_FILE);
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new Fault('INPUT_INVALID', { file, right: 'a key that can be read' }, { cause: error });
  }
  if (process.platform !== 'win32' && (statSync(file).mode & OTHERS) !== 0) {
    throw new Fault('INPUT_INVALID', { file, why: 'others can read it', right: 'mode 0600' });
  }
  return signerOf(pem, file);
}

/** Whether a text was signed with the private half of `publicKey`; false for what is no key or signature at all. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.from(publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** What people compare two public keys by: groups of the key's SHA-256. */
export function fingerprint(publicKey: string): string {
  const digest = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
  return (digest.slice(0, 32).match(/.{4}/gu) ?? []).join('-');
}

function makeSigner(dataDir: string): Signer {
  const file = join(dataDir, KEY_FILE);
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, pem);
    fsyncSync(handle);
    closeSync(handle);
  } catch (error) {
    throw new Fault('INPUT_INVALID', { file, right: 'a folder for the key' }, { cause: error });
  }
  return signerOf(pem, file);
}

function signerOf(pem: string, file: string): Signer {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('another kind of key');
    const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
    return {
      publicKey: publicKey.toString('base64'),
      sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
    };
  } catch (error) {
    throw new Fault('INPUT_INVALID', { file, right: 'an Ed25519 key' }, { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
