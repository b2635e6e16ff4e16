/**
 * The rows as the query types them: the database gives the columns that the query names, and this is the one place
 * where that is taken on trust.
 */
export function rowsAs<R>(rows: unknown): R[] {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the driver boundary: see above
  return rows as R[];
}
