/** Limits that no honest arrears workbook comes near (research: library facts). */
const MOST_ENTRY = 50 * 1024 * 1024;
const MOST_TOTAL = 100 * 1024 * 1024;
const MOST_RATIO = 200;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/**
 * Reads the directory of a zip file without unpacking anything.
 * @returns why the file is not to be opened, or null when it may be.
 */
export function refuseZip(bytes: Buffer): string | null {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > bytes.length) return 'not a workbook';
  if (bytes.readUInt32LE(end) !== END_OF_DIRECTORY) return 'not a workbook';
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  let total = 0;
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return 'damaged';
    const packed = bytes.readUInt32LE(at + 20);
    const unpacked = bytes.readUInt32LE(at + 24);
    total += unpacked;
    if (unpacked > MOST_ENTRY || total > MOST_TOTAL) return 'unpacks to too much';
    if (unpacked > 1024 * 1024 && unpacked > packed * MOST_RATIO) return 'packed too tightly';
    at +=
      46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return null;
}
