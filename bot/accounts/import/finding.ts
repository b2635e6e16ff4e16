/** Everything an import may tell; the office's words for each are in `locales/<language>/import.yaml`. */
export const FINDING_CODES = [
  'E_FILE',
  'E_NO_HEADER',
  'E_MAPPING',
  'E_ROOM',
  'E_PERIOD',
  'E_AMOUNT',
  'E_DECIMALS',
  'E_BALANCE',
  'E_MERGED_AMOUNT',
  'E_DUE',
  'E_DUPLICATE',
  'E_NEGATIVE',
  'W_OWNER',
  'W_OWNERS',
  'W_OWNER_NOTE',
  'W_OWNER_DIFFERS',
  'W_SOLD',
  'W_PHONE',
  'W_PHONES',
  'W_PHONE_LOST',
  'W_TOTAL',
  'W_OVERLAP',
  'W_FUTURE',
  'W_OLD',
  'W_CALCULATION',
  'W_OCCUPANCY',
  'W_HIDDEN_ROW',
  'W_HIDDEN_SHEET',
  'W_FILLED_DOWN',
  'W_COLUMN_TWICE',
  'W_UNIT',
  'I_SHEET',
  'I_LEFT_OUT',
  'I_REMEMBERED',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** What is filled into the words of a finding. */
export interface FindingValues {
  readonly value?: string;
  readonly sum?: string;
  readonly why?: string;
}

/** One thing an office should know about a row. Row counts from 1, as a spreadsheet shows it; 0 is the whole file or sheet. */
export interface Finding {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

/** Codes say how grave they are by their first letter. */
export function severityOf(code: FindingCode): Finding['severity'] {
  if (code.startsWith('E_')) return 'error';
  return code.startsWith('W_') ? 'warning' : 'info';
}
