import type { Generated } from 'kysely';

/** Colleagues and their groups in WeChat; the conventions are those of `Tables`. */
export interface GroupTables {
  staff_code: {
    hash: string;
    purpose: string;
    staff_id: string;
    estate_id: string | null;
    made_at: number;
    expires_at: number;
    used_at: number | null;
    ended_at: number | null;
  };
  staff_contact: {
    contact_id: string;
    channel: string;
    staff_id: string;
    bound_at: number;
    ended_at: number | null;
  };
  staff_group: {
    id: string;
    channel: string;
    key: string;
    estate_id: string;
    epoch: number;
    bound_by: string;
    bound_at: number;
    ended_at: number | null;
  };
  case_number: { number: Generated<number>; conversation_id: string };
  staff_word: { channel: string; message_id: string; at: number };
  staff_post: {
    id: string;
    channel: string;
    address: string;
    is_room: number;
    text: string;
    status: string;
    reason: string | null;
    created_at: number;
    settled_at: number | null;
  };
  staff_alert: { conversation_id: string; epoch: number; kind: string; at: number };
}
