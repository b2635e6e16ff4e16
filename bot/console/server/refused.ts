/** A request that is answered with a code and no more. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}
