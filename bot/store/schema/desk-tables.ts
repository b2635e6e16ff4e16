/** What colleagues have in hand at their desks. */
export interface DeskTables {
  draft: {
    staff_id: string;
    conversation_id: string;
    mode: string;
    text: string;
    at: number;
  };
  ask: {
    id: string;
    conversation_id: string;
    staff_id: string;
    subject: string;
    said: number;
    opened_at: number;
    closed_at: number | null;
    end_code: string | null;
  };
}
