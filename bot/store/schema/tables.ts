import type { Generated } from 'kysely';
import type { ChannelTables } from './channel-tables.ts';
import type { IdentityTables } from './identity-tables.ts';
import type { OfficeTables } from './office-tables.ts';
import type { DeskTables } from './desk-tables.ts';
import type { GroupTables } from './group-tables.ts';
import type { PersonalDataTables } from './personal-data-tables.ts';
import type { ImportTables } from './import-tables.ts';
import type { LetterTables } from './letter-tables.ts';
import type { MediaTables } from './media-tables.ts';
import type { WaveTables } from './wave-tables.ts';
import type { WordingTables } from './wording-tables.ts';

/**
 * The tables of both engines. Ids are text, moments are epoch milliseconds, days and periods are text, money is fen,
 * flags are 0 or 1, structured values are JSON text.
 */
export interface Tables
  extends
    ChannelTables,
    IdentityTables,
    OfficeTables,
    DeskTables,
    PersonalDataTables,
    MediaTables,
    LetterTables,
    WaveTables,
    ImportTables,
    WordingTables,
    GroupTables {
  estate: { id: string; name: string; settings: string };
  household: {
    id: string;
    estate_id: string;
    room: string;
    owner: string;
    phone: string | null;
    occupancy: string;
    suspended: number;
    vulnerable: number;
  };
  charge: {
    id: string;
    household_id: string;
    item: string;
    period_from: string;
    period_to: string;
    due: string;
    amount: number;
    paid: number;
    as_of: string;
    import_id: string | null;
    area: number | null;
    rate: number | null;
    missing_in: string | null;
  };
  payment: {
    id: string;
    household_id: string;
    estate_id: string;
    amount: number;
    at: number;
    source: string;
    external_id: string | null;
  };
  allocation: { payment_id: string; charge_id: string; amount: number };
  contact: {
    id: string;
    channel: string;
    key: string;
    name: string;
    opted_out_at: number | null;
    locale: string;
    created_at: number;
  };
  binding: {
    contact_id: string;
    household_id: string;
    role: string;
    level: string;
    since: number;
    ended_at: number | null;
    scope: string | null;
    dropped_at: number | null;
  };
  promise: {
    id: string;
    household_id: string;
    conversation_id: string | null;
    due: string;
    amount: number | null;
    made_at: number;
    status: string;
    settled_at: number | null;
  };
  plan: {
    id: string;
    household_id: string;
    conversation_id: string | null;
    status: string;
    total: number;
    parts: string;
    made_at: number;
    settled_at: number | null;
  };
  payment_claim: {
    id: string;
    household_id: string;
    conversation_id: string | null;
    claimed_at: number;
    until: number;
    status: string;
    closed_at: number | null;
  };
  dispute: {
    id: string;
    household_id: string;
    conversation_id: string | null;
    cause: string;
    opened_at: number;
    outcome: string | null;
    resolved_at: number | null;
  };
  conversation: {
    id: string;
    estate_id: string;
    contact_id: string;
    household_id: string | null;
    category: string | null;
    owner: string;
    staff_id: string | null;
    epoch: number;
    last_inbound: number;
    last_at: number;
    failures: number;
  };
  handoff: {
    id: string;
    conversation_id: string;
    household_id: string | null;
    reason: string;
    queue: string;
    urgent: number;
    summary: string;
    opened_at: number;
    answer_by: number;
    claimed_by: string | null;
    claimed_at: number | null;
    closed_at: number | null;
    outcome: string | null;
  };
  task: {
    id: string;
    estate_id: string;
    household_id: string;
    charge_id: string;
    kind: string;
    queue: string;
    due_on: string;
    notice: number;
    opened_at: number;
    closed_at: number | null;
    closed_by: string | null;
  };
  note: { id: string; conversation_id: string; staff_id: string; text: string; at: number };
  inbound: {
    seq: Generated<number>;
    conversation_id: string;
    channel: string;
    channel_message_id: string;
    kind: string;
    origin: string;
    text: string;
    sent_at: number;
    received_at: number;
    status: string;
    label: string | null;
    confidence: number | null;
    recalled: number;
  };
  outbound: {
    id: string;
    seq: Generated<number>;
    conversation_id: string;
    household_id: string | null;
    contact_id: string;
    author: string;
    staff_id: string | null;
    text: string;
    script: string | null;
    variant: number | null;
    stage: string | null;
    citations: string;
    selection: string | null;
    proactive: number;
    epoch: number;
    answers_up_to: number | null;
    status: string;
    reasons: string;
    created_at: number;
    settled_at: number | null;
    channel_message_id: string | null;
    choices: string | null;
    not_before: Generated<number | null>;
    wave_id: string | null;
  };
  ledger: {
    estate_id: string;
    seq: number;
    prev: string;
    hash: string;
    at: number;
    type: string;
    household_id: string | null;
    conversation_id: string | null;
    body: string;
  };
  job: {
    id: Generated<number>;
    queue: string;
    key: string;
    dedup: string;
    run_at: number;
    payload: string;
    state: string;
    tries: number;
    fence: number;
    lease_until: number | null;
    error: string | null;
  };
  document: { key: string; value: string; etag: number };
}
