/** Who is who: one-time codes, tries, and requests that staff decide. */
export interface IdentityTables {
  bind_code: {
    hash: string;
    estate_id: string;
    household_id: string;
    scope: string | null;
    issued_by: string | null;
    made_at: number;
    expires_at: number;
    used_by: string | null;
    used_at: number | null;
    agreed_at: number | null;
    ended_at: number | null;
  };
  identity_try: { contact_id: string; room: string | null; at: number };
  identity_request: {
    id: string;
    estate_id: string;
    contact_id: string;
    conversation_id: string;
    room: string;
    name: string;
    last_four: string | null;
    opened_at: number;
    closed_at: number | null;
    ended_as: string | null;
    staff_id: string | null;
    reason: string | null;
  };
}
