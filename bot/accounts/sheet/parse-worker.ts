import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { parseSheets } from './parse-sheets.ts';

const task = z.object({ bytes: z.instanceof(Uint8Array), fileName: z.string() });

/** Runs in a thread of its own, so that a hostile file ends the thread and not the service. */
const { bytes, fileName } = task.parse(workerData);
parentPort?.postMessage(await parseSheets(bytes, fileName));
