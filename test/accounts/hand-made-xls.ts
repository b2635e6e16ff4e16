const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;

/** A workbook of Excel 97 with one sheet; `merged` are pairs of first and last row of the first column. */
export function xlsOf(
  name: string,
  rows: readonly (readonly (string | number | null)[])[],
  merged: readonly (readonly [number, number])[] = [],
): Buffer {
  const cells = rows.flatMap((row, at) =>
    row.map((value, column) => cellRecord(at, column, value)),
  );
  const spans = merged.flatMap(([first, last]) => [first, last, 0, 0]);
  const sheet = Buffer.concat([
    start(0x10),
    ...cells,
    record(0xe5, words(merged.length, ...spans)),
    record(0x0a, Buffer.alloc(0)),
  ]);
  const title = Buffer.from(name, 'utf16le');
  const bound = Buffer.concat([Buffer.alloc(6), Buffer.from([name.length, 1]), title]);
  const book = () =>
    Buffer.concat([start(0x05), record(0x85, bound), record(0x0a, Buffer.alloc(0))]);
  bound.writeUInt32LE(book().length, 0);
  return container(Buffer.concat([book(), sheet]));
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
}

function record(type: number, content: Buffer): Buffer {
  return Buffer.concat([words(type, content.length), content]);
}

function start(kind: number): Buffer {
  return record(0x0809, Buffer.concat([words(0x0600, kind, 0, 1997), Buffer.alloc(8)]));
}

function cellRecord(row: number, column: number, value: string | number | null): Buffer {
  if (value === null) return Buffer.alloc(0);
  const at = words(row, column, 0);
  if (typeof value === 'string') {
    const text = Buffer.concat([
      words(value.length),
      Buffer.from([1]),
      Buffer.from(value, 'utf16le'),
    ]);
    return record(0x0204, Buffer.concat([at, text]));
  }
  const number = Buffer.alloc(8);
  number.writeDoubleLE(value);
  return record(0x0203, Buffer.concat([at, number]));
}

/** The container of old around one stream: a header, one sector of allocation, one of directory, then the stream. */
function container(stream: Buffer): Buffer {
  const sectors = Math.max(8, Math.ceil(stream.length / SECTOR));
  const padded = Buffer.concat([stream, Buffer.alloc(sectors * SECTOR - stream.length)]);
  const header = Buffer.alloc(SECTOR);
  header.write('d0cf11e0a1b11ae1', 'hex');
  words(0x3e, 3, 0xfffe, 9, 6).copy(header, 24);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(SECTOR, 0xff);
  table.writeUInt32LE(0xfffffffd, 0);
  table.writeUInt32LE(END, 4);
  for (let at = 0; at < sectors; at += 1) {
    table.writeUInt32LE(at === sectors - 1 ? END : at + 3, (at + 2) * 4);
  }
  const directory = Buffer.concat([
    directoryEntry('Root Entry', 5, { child: 1, start: END, size: 0 }),
    directoryEntry('Workbook', 2, { child: FREE, start: 2, size: padded.length }),
    Buffer.alloc(256),
  ]);
  return Buffer.concat([header, table, directory, padded]);
}

interface Place {
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

function directoryEntry(name: string, type: number, { child, start: at, size }: Place): Buffer {
  const entry = Buffer.alloc(128);
  const length = entry.write(name, 'utf16le') + 2;
  entry.writeUInt16LE(length, 64);
  entry.writeUInt8(type, 66);
  entry.writeUInt8(1, 67);
  for (const where of [68, 72]) entry.writeUInt32LE(FREE, where);
  entry.writeUInt32LE(child, 76);
  entry.writeUInt32LE(at, 116);
  entry.writeUInt32LE(size, 120);
  return entry;
}
