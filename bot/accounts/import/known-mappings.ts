import type { Tx } from '#ports/store/store.ts';
import { type SheetReading, readMapping } from './column-mapping.ts';

/** What somebody said of the columns of earlier files of an estate; empty where there is no such estate. */
export async function knownMappings(
  tx: Tx,
  estateName: string,
): Promise<ReadonlyMap<string, SheetReading>> {
  const estate = await tx.estates.byName(estateName);
  const known = estate ? await tx.imports.mappings(estate.id) : [];
  return new Map(known.map(({ shape, mapping }) => [shape, readMapping(mapping)]));
}
