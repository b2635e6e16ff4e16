import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { isSeparatedText } from './parse-csv.ts';
import { FILE_REFUSALS, type FileRefusal, type ReadSheets } from './sheet.ts';
import { refuseZip } from './zip-check.ts';

/** The largest file taken in. */
export const MOST_BYTES = 10 * 1024 * 1024;

const DEADLINE_MS = 30_000;
const MEMORY_MB = 512;

const count = z.number().int().nonnegative();
const span = z.object({ firstRow: count, lastRow: count, firstColumn: count, lastColumn: count });
const sheet = z.object({
  name: z.string(),
  hidden: z.boolean(),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  hiddenRows: z.array(count),
  spans: z.nullable(z.array(span)),
});
const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), sheets: z.array(sheet) }),
  z.object({ ok: z.literal(false), why: z.enum(FILE_REFUSALS) }),
]);

/** Limits on one file; the defaults are those of the service. */
export interface ReadLimits {
  readonly deadlineMs?: number;
  readonly memoryMb?: number;
}

/** Reads a workbook or CSV file of the office; whatever is hostile or no workbook is refused with the reason. */
export async function readSheets(
  bytes: Buffer,
  fileName: string,
  { deadlineMs = DEADLINE_MS, memoryMb = MEMORY_MB }: ReadLimits = {},
): Promise<ReadSheets> {
  const why = refuse(bytes, fileName);
  if (why !== null) return { ok: false, why };
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    workerData: { bytes, fileName },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  return new Promise<ReadSheets>((resolve) => {
    const end = (result: ReadSheets) => {
      clearTimeout(deadline);
      resolve(result);
      void worker.terminate();
    };
    const deadline = setTimeout(() => end({ ok: false, why: 'slow' }), deadlineMs);
    worker.once('message', (message) => {
      const parsed = answer.safeParse(message);
      end(parsed.success ? parsed.data : { ok: false, why: 'damaged' });
    });
    worker.once('error', (error) => end({ ok: false, why: refusalOf(error) }));
    worker.once('exit', () => end({ ok: false, why: 'memory' }));
  });
}

function refusalOf(error: unknown): FileRefusal {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'damaged';
}

function refuse(bytes: Buffer, fileName: string): FileRefusal | null {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > MOST_BYTES) return 'too-large';
  const head = bytes
    .subarray(0, 512)
    .toString('utf8')
    .replace(/^\uFEFF/u, '')
    .trimStart();
  // Billing systems hand out web pages and XML under the name of a workbook.
  if (head.startsWith('<')) return 'web-page';
  if (isSeparatedText(bytes, fileName)) return null;
  if (head.startsWith('PK')) return refuseZip(bytes);
  const isOld = bytes.length > 512 && bytes.readUInt32BE(0) === 0xd0cf11e0;
  return isOld ? null : 'not-workbook';
}
