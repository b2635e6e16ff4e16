import type { Generated } from 'kysely';

/** Colleagues, their sessions, tries at the door, and what colleagues did. */
export interface OfficeTables {
  staff: {
    id: string;
    login: string;
    name: string;
    role: string;
    password_hash: string;
    estates: string;
    must_change: number;
    ended_at: number | null;
  };
  session: {
    token_hash: string;
    staff_id: string;
    csrf: string;
    created_at: number;
    seen_at: number;
    expires_at: number;
  };
  login_try: { key: string; count: number; until: number };
  audit: {
    seq: Generated<number>;
    at: number;
    actor: string | null;
    act: string;
    subject: string;
    before: string | null;
    after: string | null;
    reason: string | null;
  };
}
