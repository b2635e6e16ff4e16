import { z } from 'zod';

const cell = z.union([z.string(), z.number(), z.null()]);

/** Refused rows of one sheet, kept so that an office can mend them and import them again. */
export const refusedSheets = z.array(
  z.object({
    sheet: z.string(),
    /** The row or rows of the header as they stand in the file. */
    header: z.array(z.array(cell).readonly()).readonly(),
    rows: z
      .array(
        z.object({
          /** Counted from 1, as a spreadsheet shows it. */
          row: z.number(),
          cells: z.array(cell).readonly(),
          /** Why it was refused, in the office's words. */
          reasons: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
  }),
);
export type RefusedSheet = Readonly<z.infer<typeof refusedSheets>[number]>;
