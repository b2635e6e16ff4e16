/** One thing an office should know about a row. Row counts from 1, as a spreadsheet shows it. */
export interface Finding {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

/** Codes say how grave they are by their first letter. */
export function severityOf(code: string): Finding['severity'] {
  if (code.startsWith('E_')) return 'error';
  return code.startsWith('W_') ? 'warning' : 'info';
}
