import { z } from 'zod';
import { type Instant, instant } from '#domain/time.ts';
import type { Signer } from '#ports/signer.ts';
import { canonicalJson } from './canonical-json.ts';
import { isSignedBy } from './signing-key.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/u, 'a SHA-256 in lower-case hexadecimal');

/** A checkpoint as files hold it. */
export const checkpointSchema = z.strictObject({
  estateId: z.string(),
  /** Entries of the chain at that moment. */
  seq: z.int().min(1),
  /** Hash of the newest of them. */
  head: digest,
  /** Root of the tree over all of them; only where it was made for an export. */
  root: digest.nullable(),
  at: z.int().transform((ms) => instant(ms)),
  publicKey: z.string(),
  signature: z.string(),
});

/** That a chain had so many entries and this head: signed, so that nobody can shorten or rewrite it later unseen. */
export type Checkpoint = z.infer<typeof checkpointSchema>;

export interface ChainEnd {
  readonly estateId: string;
  readonly seq: number;
  readonly head: string;
  readonly root: string | null;
}

/** Signs where a chain ends now. */
export function signCheckpoint(signer: Signer, end: ChainEnd, at: Instant): Checkpoint {
  const { estateId, seq, head, root } = end;
  const { publicKey } = signer;
  const unsigned = { estateId, seq, head, root, at, publicKey };
  return { ...unsigned, signature: signer.sign(signedText(unsigned)) };
}

/** Whether the checkpoint is as its key signed it. Whose key that is, is another question. */
export function isGenuine({ signature, ...unsigned }: Checkpoint): boolean {
  return isSignedBy(unsigned.publicKey, signedText(unsigned), signature);
}

/** What is signed: a first line that no other use of the key has, then the values as canonical JSON. */
function signedText(unsigned: Omit<Checkpoint, 'signature'>): string {
  return `nuancui checkpoint 1\n${canonicalJson(unsigned)}`;
}
