import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** The engines and the few words in which their SQL differs. */
export type Engine = 'sqlite' | 'postgres';

/**
 * `{n}` numbers the rows of a table; `{c}` stands at texts that are put in order or compared, so that every server
 * orders them as the embedded engine does, by code point and not by the custom of its country.
 */
const WORDS: Readonly<Record<Engine, { readonly n: string; readonly c: string }>> = {
  sqlite: { n: 'integer primary key autoincrement', c: '' },
  postgres: { n: 'bigint generated always as identity primary key', c: 'collate "C"' },
};

const TABLES: readonly string[] = [
  `create table estate (id text primary key, name text {c} not null unique, settings text not null)`,
  `create table household (id text primary key, estate_id text not null references estate(id),
    room text {c} not null, owner text not null, phone text, occupancy text not null,
    suspended integer not null, vulnerable integer not null, unique (estate_id, room))`,
  `create table charge (id text primary key, household_id text not null references household(id),
    item text not null, period_from text {c} not null, period_to text not null,
    due text {c} not null,
    amount bigint not null, paid bigint not null, as_of text not null, import_id text,
    unique (household_id, item, period_from, period_to))`,
  `create index charge_open on charge (household_id, due) where paid < amount`,
  `create index charge_due on charge (due, household_id) where paid < amount`,
  `create table payment (id text primary key, household_id text not null references household(id),
    estate_id text not null references estate(id), amount bigint not null, at bigint not null,
    source text not null, external_id text, unique (estate_id, external_id))`,
  `create index payment_of on payment (household_id, at)`,
  `create index payment_between on payment (estate_id, at)`,
  `create table allocation (payment_id text not null references payment(id),
    charge_id text not null references charge(id), amount bigint not null,
    primary key (payment_id, charge_id))`,
  `create table contact (id text primary key, channel text not null, key text not null,
    name text not null, opted_out_at bigint, locale text not null, created_at bigint not null,
    unique (channel, key))`,
  `create table binding (contact_id text not null references contact(id),
    household_id text not null references household(id), role text not null, level text not null,
    since bigint not null, ended_at bigint, primary key (contact_id, household_id))`,
  `create index binding_to on binding (household_id)`,
  `create table conversation (id text primary key, estate_id text not null references estate(id),
    contact_id text not null unique references contact(id),
    household_id text references household(id), category text, owner text not null, staff_id text,
    epoch integer not null, last_inbound bigint not null, last_at bigint not null,
    failures integer not null)`,
  `create index conversation_of on conversation (household_id)`,
  `create index conversation_list on conversation (estate_id, last_at)`,
  `create index conversation_held on conversation (estate_id, owner, last_at)`,
  `create table promise (id text primary key, household_id text not null references household(id),
    conversation_id text, due text not null, amount bigint, made_at bigint not null,
    status text not null, settled_at bigint)`,
  `create index promise_of on promise (household_id, made_at)`,
  `create table plan (id text primary key, household_id text not null references household(id),
    conversation_id text, status text not null, total bigint not null, parts text not null,
    made_at bigint not null, settled_at bigint)`,
  `create index plan_of on plan (household_id, status)`,
  `create table payment_claim (id text primary key, household_id text not null references household(id),
    conversation_id text, claimed_at bigint not null, until bigint not null, status text not null,
    closed_at bigint)`,
  `create index payment_claim_of on payment_claim (household_id, status)`,
  `create table dispute (id text primary key, household_id text not null references household(id),
    conversation_id text, cause text not null, opened_at bigint not null, outcome text,
    resolved_at bigint)`,
  `create index dispute_of on dispute (household_id, opened_at)`,
  `create table handoff (id text primary key, conversation_id text not null references conversation(id),
    household_id text, reason text not null, queue text not null, urgent integer not null,
    summary text not null, opened_at bigint not null, answer_by bigint not null, claimed_by text,
    claimed_at bigint, closed_at bigint, outcome text)`,
  `create unique index handoff_open on handoff (conversation_id) where closed_at is null`,
  `create table note (id text primary key, conversation_id text not null references conversation(id),
    staff_id text not null, text text not null, at bigint not null)`,
  `create index note_of on note (conversation_id, at)`,
  `create table ledger (estate_id text not null, seq bigint not null, prev text not null,
    hash text not null, at bigint not null, type text not null, household_id text,
    conversation_id text, body text not null, primary key (estate_id, seq), unique (estate_id, prev))`,
  `create index ledger_of on ledger (household_id, seq)`,
  `create table staff (id text primary key, login text {c} not null unique, name text not null,
    role text not null, password_hash text not null, estates text not null)`,
  `create table session (token_hash text primary key, staff_id text not null references staff(id),
    csrf text not null, created_at bigint not null, expires_at bigint not null)`,
  `create table import_batch (id text primary key, estate_id text not null references estate(id),
    sha256 text not null, file_name text not null, as_of text not null, mode text not null,
    accepted integer not null, refused integer not null, total bigint not null, at bigint not null,
    "by" text not null, unique (estate_id, sha256))`,
  `create table document (key text {c} primary key, value text not null, etag bigint not null)`,
  `create table inbound (seq {n}, conversation_id text not null references conversation(id),
    channel text not null, channel_message_id text not null, kind text not null,
    origin text not null, text text not null, sent_at bigint not null, received_at bigint not null,
    status text not null, label text, confidence double precision, recalled integer not null,
    unique (channel, channel_message_id))`,
  `create index inbound_of on inbound (conversation_id, seq)`,
  `create index inbound_pending on inbound (conversation_id, seq) where status = 'pending'`,
  `create table outbound (seq {n}, id text not null unique,
    conversation_id text not null references conversation(id), household_id text,
    contact_id text not null, author text not null, staff_id text, text text not null, script text,
    variant integer, stage text, citations text not null, selection text, proactive integer not null,
    epoch integer not null, answers_up_to bigint, status text not null, reasons text not null,
    created_at bigint not null, settled_at bigint, channel_message_id text)`,
  `create index outbound_of on outbound (conversation_id, seq)`,
  `create index outbound_queued on outbound (seq) where status = 'queued' or status = 'sending'`,
  `create index outbound_touch on outbound (household_id) where proactive = 1`,
  `create index outbound_between on outbound (created_at)`,
  `create table job (id {n}, queue text not null, key text not null, dedup text not null,
    run_at bigint not null, payload text not null, state text not null, tries integer not null,
    fence integer not null, lease_until bigint, error text)`,
  `create unique index job_ready on job (dedup) where state = 'ready'`,
  `create unique index job_active on job (key) where state = 'active'`,
  `create index job_lease on job (lease_until) where state = 'active'`,
  `create index job_due on job (run_at, id) where state = 'ready'`,
  `create index job_lane on job (key, run_at, id) where state = 'ready'`,
];

const SQLITE_GUARDS: readonly string[] = [
  `create trigger ledger_no_update before update on ledger
    begin select raise(abort, 'the ledger is append-only'); end`,
  `create trigger ledger_no_delete before delete on ledger
    begin select raise(abort, 'the ledger is append-only'); end`,
];

const POSTGRES_GUARDS: readonly string[] = [
  `create function ledger_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'the ledger is append-only'; end $$`,
  `create trigger ledger_append_only before update or delete on ledger
    for each row execute function ledger_append_only()`,
  `create trigger ledger_no_truncate before truncate on ledger
    for each statement execute function ledger_append_only()`,
];

/** The first schema: the whole domain. */
export async function begin(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const { n, c } = WORDS[engine];
  const tables = TABLES.map((text) => text.replaceAll('{n}', n).replaceAll('{c}', c));
  const guards = engine === 'sqlite' ? SQLITE_GUARDS : POSTGRES_GUARDS;
  for (const statement of [...tables, ...guards]) await sql.raw(statement).execute(db);
}
