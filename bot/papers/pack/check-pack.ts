import { z } from 'zod';
import { Fault } from '#errors';
import { isText } from '#ledger/append.ts';
import { type ProofBreak, proofBreak } from '#ledger/export.ts';
import { fingerprint, isSignedBy } from '#ledger/signing-key.ts';
import { entryBody } from './entry-body.ts';
import { signedText } from './make-pack.ts';
import { packContentSchema, packSchema } from './pack-schema.ts';

/** What a pack proves, or where it breaks. */
export interface PackVerdict {
  readonly ok: boolean;
  readonly entries: number;
  /** Entries of the chain at the time of export. */
  readonly chain: number;
  /** To be compared with the fingerprint that the company gave by another way. */
  readonly fingerprint: string;
  readonly broken: PackBreak | null;
}

export interface PackBreak {
  /** Entry of the ledger; null for what concerns the pack as a whole. */
  readonly seq: number | null;
  readonly why: ProofBreak['why'] | 'text' | 'signature';
}

/**
 * Checks an evidence pack with nothing but itself.
 * @throws Fault INPUT_INVALID when it is no pack; the places that are wrong are named.
 */
export function checkPack(text: string, file: string): PackVerdict {
  const right = 'an evidence pack as "ledger export" writes it';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Fault('INPUT_INVALID', { file, right }, { cause: error });
  }
  const read = packSchema.safeParse(value);
  if (!read.success) {
    const found = read.error.issues.map(
      ({ path, message }) => `\n  ${z.core.toDotPath(path) || 'the file'}: ${message}`,
    );
    throw new Fault('INPUT_INVALID', { file, right, found: found.join('') });
  }
  const { signature, ...rest } = read.data;
  const content = packContentSchema.parse(rest);
  const { checkpoint, entries, household } = content;
  const broken: PackBreak | null =
    proofBreak({ checkpoint, entries }, household.id) ??
    textBreak(content) ??
    (isSignedBy(checkpoint.publicKey, signedText(content), signature)
      ? null
      : { seq: null, why: 'signature' });
  return {
    ok: broken === null,
    entries: entries.length,
    chain: checkpoint.seq,
    fingerprint: fingerprint(checkpoint.publicKey),
    broken,
  };
}

/** Words that are not those whose digest the entry holds. */
function textBreak({
  entries,
  texts,
}: Pick<z.infer<typeof packContentSchema>, 'entries' | 'texts'>): PackBreak | null {
  const bodies = new Map(entries.map((entry) => [entry.seq, entryBody(entry)]));
  for (const { seq, text, salt } of texts) {
    const body = bodies.get(seq);
    if (text !== null && !(body && isText(body, text, salt))) return { seq, why: 'text' };
  }
  return null;
}
