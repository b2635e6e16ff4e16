/** Formal letters; `periods` is a JSON array of billing periods. What is null of a delivery is not known yet. */
export interface LetterTables {
  letter: {
    number: string;
    estate_id: string;
    household_id: string;
    approved_at: number;
    approved_by: string;
    sha256: string | null;
    total: number;
    reply_by: string;
    periods: string;
    how: string | null;
    reference: string | null;
    outcome: string | null;
    received_by: string | null;
    settled_on: string | null;
    recorded_at: number | null;
    recorded_by: string | null;
  };
}
