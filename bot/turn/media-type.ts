/** How a kept type begins; `at` counts bytes. What begins otherwise is not kept, whatever its name says. */
const BEGINNINGS: readonly {
  readonly mime: string;
  readonly at: number;
  readonly bytes: string;
}[] = [
  { mime: 'image/jpeg', at: 0, bytes: '\u00FF\u00D8\u00FF' },
  { mime: 'image/png', at: 0, bytes: '\u0089PNG\r\n\u001A\n' },
  { mime: 'image/gif', at: 0, bytes: 'GIF8' },
  { mime: 'image/webp', at: 8, bytes: 'WEBP' },
  { mime: 'image/heic', at: 4, bytes: 'ftyphei' },
  { mime: 'image/heic', at: 4, bytes: 'ftypmif1' },
  { mime: 'audio/wav', at: 8, bytes: 'WAVE' },
  { mime: 'audio/mpeg', at: 0, bytes: 'ID3' },
  { mime: 'audio/mpeg', at: 0, bytes: '\u00FF\u00FB' },
  { mime: 'audio/mpeg', at: 0, bytes: '\u00FF\u00F3' },
  { mime: 'audio/mpeg', at: 0, bytes: '\u00FF\u00F2' },
  { mime: 'audio/ogg', at: 0, bytes: 'OggS' },
  { mime: 'audio/amr', at: 0, bytes: '#!AMR' },
  { mime: 'audio/silk', at: 0, bytes: '#!SILK' },
  { mime: 'audio/silk', at: 1, bytes: '#!SILK' },
  { mime: 'audio/mp4', at: 4, bytes: 'ftypM4A' },
  { mime: 'video/mp4', at: 4, bytes: 'ftyp' },
  { mime: 'application/pdf', at: 0, bytes: '%PDF-' },
  { mime: 'application/zip', at: 0, bytes: 'PK\u0003\u0004' },
  { mime: 'application/x-ole-storage', at: 0, bytes: '\u00D0\u00CF\u0011\u00E0' },
];

/** The type by the bytes themselves; undefined for what is not kept, programs and pages above all. */
export function mediaType(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 32)).toString('latin1');
  return BEGINNINGS.find(({ at, bytes: begin }) => head.startsWith(begin, at))?.mime;
}
