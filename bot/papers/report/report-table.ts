/** Every table of the report, in order. */
export const TABLES = [
  'flow',
  'funnel',
  'ageing',
  'causes',
  'buildings',
  'disputes',
  'handedOff',
  'withheldBy',
  'outcomes',
  'staff',
] as const;
export type TableKey = (typeof TABLES)[number];

/** A column; `label` is the family of the locales that names the codes in it. */
export interface Column {
  readonly key: string;
  readonly label?: string;
}

/** Columns of every table, in order. */
export const COLUMNS: Readonly<Record<TableKey, readonly Column[]>> = {
  flow: [
    { key: 'time' },
    { key: 'received' },
    { key: 'payments' },
    { key: 'reminders' },
    { key: 'inbound' },
    { key: 'handoffs' },
    { key: 'optOuts' },
  ],
  funnel: [{ key: 'key', label: 'funnel' }, { key: 'households' }, { key: 'share' }],
  ageing: [{ key: 'from' }, { key: 'to' }, { key: 'open' }, { key: 'households' }],
  causes: [{ key: 'key', label: 'category' }, { key: 'count' }],
  buildings: [{ key: 'building' }, { key: 'key', label: 'category' }, { key: 'count' }],
  disputes: [
    { key: 'room' },
    { key: 'cause', label: 'reason' },
    { key: 'opened' },
    { key: 'resolved' },
    { key: 'hours' },
  ],
  handedOff: [{ key: 'key', label: 'reason' }, { key: 'count' }],
  withheldBy: [{ key: 'key', label: 'withheld' }, { key: 'count' }],
  outcomes: [{ key: 'key', label: 'status' }, { key: 'count' }],
  staff: [{ key: 'name' }, { key: 'claims' }, { key: 'replies' }, { key: 'handBacks' }],
};

/** Columns that hold decimal yuan, and those that hold parts of 1. */
export const SUMS: readonly string[] = ['open', 'received', 'amount', 'paid'];
export const SHARES: readonly string[] = ['share'];

/** Rows of a table; every table knows its columns. */
export type ReportRow = Readonly<Record<string, string | number | null>>;

export interface ReportTable {
  readonly asOf: string;
  readonly rows: readonly ReportRow[];
}
