/** A finding as an author reads it. */
export interface LintFinding {
  /** Place in the data, as `scripts/forgetful/busy.yaml`. */
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** What is wrong, and with what. */
  readonly reason: string;
  /** What would be right. */
  readonly right: string;
}
