/** Tables of residents' rights. `text_salt.message` is an id of the outbox, or `in:` and a sequence of the inbox. */
export interface PersonalDataTables {
  text_salt: { message: string; conversation_id: string; salt: string };
  rights_request: {
    id: string;
    estate_id: string;
    conversation_id: string;
    contact_id: string;
    household_id: string | null;
    kind: string;
    said: string;
    opened_at: number;
    answer_by: string;
    closed_at: number | null;
    closed_by: string | null;
  };
  erasure: { conversation_id: string; at: number; reason: string };
}
