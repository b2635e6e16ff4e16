/** One thing that is wrong with the data of `scripts/` or `locales/`. */
export interface ContentFinding {
  /** File below the project, as `scripts/forgetful/courtesy-open.yaml`. */
  readonly file: string;
  /** Line where the file's own syntax or shape is wrong; 1 where it is about the whole file. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
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
