import type { Instant } from '#domain/time.ts';

/** What colleagues do that is no matter of a household; those stand in the ledger. The console names them. */
export const AUDIT_ACTS = [
  'sign-in',
  'sign-in-failed',
  'sign-in-locked',
  'sign-out',
  'sign-out-everywhere',
  'password-changed',
  'staff-added',
  'staff-ended',
  'password-reset',
  'role-changed',
  'estates-changed',
  'export',
  'settings-changed',
  'script-approved',
  'wechat-code',
  'wechat-bound',
  'wechat-unbound',
  'group-code',
  'group-bound',
  'group-unbound',
  'import',
  'import-undone',
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

export interface AuditEntry {
  /** Counts up in the order of writing. */
  readonly seq: number;
  readonly at: Instant;
  /** Staff id; `command` for who works on the machine itself, null for somebody unknown. */
  readonly actor: string | null;
  readonly act: AuditAct;
  /** Id of what it was done to: a colleague, an estate, a script. Never what somebody typed at the door. */
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
}

/** Grows and is read; there is no way to change or take away an entry, and the database refuses both. */
export interface Audit {
  append(entry: Omit<AuditEntry, 'seq'>): Promise<void>;
  /** The newest entries before `seq`, newest first; all of them may begin with `Infinity`. */
  newest(limit: number, before: number): Promise<AuditEntry[]>;
}
