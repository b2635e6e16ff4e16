import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { ReadSheets } from './sheet.ts';
import { refuseZip } from './zip-check.ts';

/** The largest file taken in. */
export const MOST_BYTES = 10 * 1024 * 1024;

const DEADLINE_MS = 30_000;
const MEMORY_MB = 512;

const sheets = z.array(
  z.object({
    name: z.string(),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  }),
);

/** Reads a workbook or CSV file of the office; whatever is hostile or no workbook is refused with the reason. */
export async function readSheets(bytes: Buffer, fileName: string): Promise<ReadSheets> {
  const why = refuse(bytes, fileName);
  if (why !== null) return { ok: false, why };
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    workerData: { bytes, fileName },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise<ReadSheets>((resolve) => {
    const end = (result: ReadSheets) => {
      clearTimeout(deadline);
      resolve(result);
      void worker.terminate();
    };
    const deadline = setTimeout(() => end({ ok: false, why: 'takes too long' }), DEADLINE_MS);
    worker.once('message', (message) => {
      const parsed = sheets.safeParse(message);
      end(parsed.success ? { ok: true, sheets: parsed.data } : { ok: false, why: 'unreadable' });
    });
    worker.once('error', (error) => end({ ok: false, why: error.message }));
    worker.once('exit', () => end({ ok: false, why: 'needs too much memory' }));
  });
}

function refuse(bytes: Buffer, fileName: string): string | null {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > MOST_BYTES) return 'larger than 10 MB';
  if (/\.csv$/iu.test(fileName)) return null;
  const head = bytes.subarray(0, 512).toString('latin1').trimStart().toLowerCase();
  if (head.startsWith('<')) return 'a web page with the name of a workbook';
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return refuseZip(bytes);
  const isOld = bytes.readUInt32BE(0) === 0xd0cf11e0;
  return isOld ? null : 'not a workbook';
}
