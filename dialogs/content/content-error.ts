/** One thing that is wrong with the data of `scripts/` or `locales/`. */
export interface ContentFinding {
  /** Place in the data, as `scripts/forgetful/courtesy-open.yaml`. */
  readonly file: string;
  /** Line of what is meant; 1 where it is about the whole file. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
  /** What would be right, where that can be told better than by the rule in general. */
  readonly right?: string;
  /** The other file the finding is about, as a script that has no wording in this one. */
  readonly about?: string;
}

/** The data do not hold together; every finding at once, so that an author mends them in one go. */
export class ContentError extends Error {
  readonly findings: readonly ContentFinding[];

  constructor(findings: readonly ContentFinding[]) {
    const lines = findings.map(
      ({ file, line, rule, message }) => `${file}:${line} ${rule}: ${message}`,
    );
    super(lines.join('\n'));
    this.name = 'ContentError';
    this.findings = findings;
  }
}
