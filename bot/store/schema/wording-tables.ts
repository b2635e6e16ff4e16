import type { Generated } from 'kysely';

/** Wordings of an office's own. */
export interface WordingTables {
  wording: {
    id: string;
    script: string;
    locale: string;
    variant: number;
    number: number;
    text: string;
    base: string;
    print: string;
    author_id: string;
    why: string;
    at: number;
  };
  wording_step: {
    seq: Generated<number>;
    version_id: string;
    step: string;
    by: string;
    at: number;
    reason: string | null;
  };
  /** One row. */
  wording_revision: { id: number; n: number };
}
