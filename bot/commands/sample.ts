import { z } from 'zod';

/** What belongs to the sample workbook: whose bills they are. */
export const sampleSchema = z.strictObject({ estate: z.string().min(1) });
