import { inflateRawSync } from 'node:zlib';
import { refusePart } from './part-check.ts';
import type { FileRefusal } from './sheet.ts';

/** Limits that no honest arrears workbook comes near (research: library facts). */
const MOST_ENTRY = 50 * 1024 * 1024;
const MOST_TOTAL = 100 * 1024 * 1024;
const MOST_RATIO = 200;
/** Small entries pack arbitrarily well without doing harm. */
const RATIO_FROM = 1024 * 1024;

const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/** Flag of an entry that needs a password. */
const ENCRYPTED = 1;

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
}

/**
 * Reads the directory of a zip file without unpacking anything.
 * @returns why the file is not to be opened, or null when what it says of itself is harmless.
 */
export function refuseZip(bytes: Buffer): FileRefusal | null {
  const entries = directoryOf(bytes);
  if (!entries) return 'damaged';
  let total = 0;
  for (const { name, flags, packed, unpacked } of entries) {
    if (leavesItsFolder(name)) return 'hostile';
    if ((flags & ENCRYPTED) !== 0) return 'protected';
    total += unpacked;
    if (unpacked > MOST_ENTRY || total > MOST_TOTAL) return 'too-much';
    if (unpacked > RATIO_FROM && unpacked > packed * MOST_RATIO) return 'too-much';
  }
  return null;
}

/**
 * Unpacks every entry of a zip file within the size it claims, because a directory can lie, and looks at what is in it.
 * To be run where it may take time.
 * @returns why the file is not to be read, or null when the directory told the truth.
 */
export function refuseLyingZip(bytes: Buffer): FileRefusal | null {
  const entries = directoryOf(bytes);
  if (!entries) return 'damaged';
  for (const { name, method, packed, unpacked, at } of entries) {
    if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_ENTRY) return 'damaged';
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    if (from + packed > bytes.length) return 'damaged';
    if (method === STORED && packed !== unpacked) return 'damaged';
    if (method !== STORED && method !== DEFLATED) return 'damaged';
    const why = method === STORED ? refusePart(name, bytes.subarray(from, from + packed)) : null;
    if (why !== null) return why;
    if (method === DEFLATED) {
      try {
        const content = inflateRawSync(bytes.subarray(from, from + packed), {
          maxOutputLength: Math.max(1, unpacked),
        });
        const found = refusePart(name, content);
        if (found !== null) return found;
      } catch (error) {
        const tooLong = error instanceof RangeError;
        return tooLong ? 'too-much' : 'damaged';
      }
    }
  }
  return null;
}

/** Names of a workbook stay within it; nothing is unpacked to disk, but who writes such names means harm. */
function leavesItsFolder(name: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/u.test(name);
}

function directoryOf(bytes: Buffer): Entry[] | undefined {
  const end = bytes.lastIndexOf(END_OF_DIRECTORY);
  if (end === -1 || end + 22 > bytes.length) return undefined;
  const entries: Entry[] = [];
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
    const length = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + length),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
