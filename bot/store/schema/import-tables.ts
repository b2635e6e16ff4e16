/** Booked workbooks with what they changed, what they refused and how their columns are read. */
export interface ImportTables {
  import_batch: {
    id: string;
    estate_id: string;
    n: number;
    sha256: string;
    file_name: string;
    as_of: string;
    mode: string;
    accepted: number;
    refused: number;
    total: number;
    at: number;
    by: string;
    totals: string | null;
    undone_at: number | null;
    undone_by: string | null;
    undone_why: string | null;
  };
  import_change: {
    import_id: string;
    n: number;
    household_id: string;
    kind: string;
    subject: string;
    before: string | null;
    after: string;
  };
  import_refused: { import_id: string; rows: string };
  import_mapping: { estate_id: string; shape: string; mapping: string; at: number; by: string };
}
