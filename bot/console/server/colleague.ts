import { randomInt, randomUUID } from 'node:crypto';
import type { Instant } from '#domain/time.ts';
import type { AuditAct } from '#ports/store/audit.ts';
import type { StaffMember, StaffRole } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';

/** Who administers: what stands in the audit, and how far they reach (no estate named means every one). */
export interface Administrator {
  readonly id: string;
  readonly estates: readonly string[];
}

/** Who works on the machine itself. */
export const COMMAND: Administrator = { id: 'command', estates: [] };

export type ColleagueResult =
  | { readonly ok: true; readonly member: StaffMember }
  /** `LAST_ADMIN`: nobody would be left to administer; `OUT_OF_REACH`: estates that are not the administrator's. */
  | {
      readonly ok: false;
      readonly why: 'UNKNOWN' | 'LOGIN_TAKEN' | 'LAST_ADMIN' | 'OUT_OF_REACH' | 'ENDED';
    };

/** What a change is told with, for the record. */
export interface Why {
  readonly by: Administrator;
  readonly reason: string | null;
  readonly now: Instant;
}

export interface Newcomer {
  readonly login: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly estates: readonly string[];
}

/** What can be read aloud and typed without asking back. */
const PLAIN = '23456789abcdefghjkmnpqrstuvwxyz';

/** A password for once: 15 letters and digits, some 74 bits. */
export function passwordForOnce(): string {
  const group = (): string =>
    Array.from({ length: 5 }, () => PLAIN.charAt(randomInt(PLAIN.length))).join('');
  return [group(), group(), group()].join('-');
}

/** Whether an administrator may decide about who works for these estates. */
export function reaches({ estates }: Administrator, theirs: readonly string[]): boolean {
  if (estates.length === 0) return true;
  return theirs.length > 0 && theirs.every((id) => estates.includes(id));
}

/** Employs somebody with a password they must change at once. */
export async function hire(
  tx: Tx,
  { login, name, role, estates }: Newcomer,
  passwordHash: string,
  why: Why,
): Promise<ColleagueResult> {
  if (!(await isWithin(tx, why.by, estates))) return { ok: false, why: 'OUT_OF_REACH' };
  if (await tx.staff.byLogin(login)) return { ok: false, why: 'LOGIN_TAKEN' };
  const state = { mustChange: true, endedAt: null } as const;
  const member = { id: randomUUID(), login, name, role, estates, passwordHash, ...state };
  await tx.staff.put(member);
  await record(tx, 'staff-added', member.id, null, told(member), why);
  return { ok: true, member };
}

/** Gives a colleague another password for once; their sessions end at once. */
export async function resetPassword(
  tx: Tx,
  id: string,
  passwordHash: string,
  why: Why,
): Promise<ColleagueResult> {
  return change(tx, id, 'password-reset', { passwordHash, mustChange: true }, why);
}

/** A colleague leaves: nobody signs in as them any more, and who is signed in is out at once. */
export async function end(tx: Tx, id: string, why: Why): Promise<ColleagueResult> {
  return change(tx, id, 'staff-ended', { endedAt: why.now }, why);
}

export async function changeRole(
  tx: Tx,
  id: string,
  role: StaffRole,
  why: Why,
): Promise<ColleagueResult> {
  return change(tx, id, 'role-changed', { role }, why);
}

/** Estates the colleague works for from now on; none means every one. */
export async function changeEstates(
  tx: Tx,
  id: string,
  estates: readonly string[],
  why: Why,
): Promise<ColleagueResult> {
  if (!(await isWithin(tx, why.by, estates))) return { ok: false, why: 'OUT_OF_REACH' };
  return change(tx, id, 'estates-changed', { estates }, why);
}

async function change(
  tx: Tx,
  id: string,
  act: AuditAct,
  news: Partial<StaffMember>,
  why: Why,
): Promise<ColleagueResult> {
  const member = await tx.staff.byId(id);
  if (!member || !reaches(why.by, member.estates)) return { ok: false, why: 'UNKNOWN' };
  if (member.endedAt !== null) return { ok: false, why: 'ENDED' };
  const next = { ...member, ...news };
  if ((await isLastAdmin(tx, member)) && !administersAll(next)) {
    return { ok: false, why: 'LAST_ADMIN' };
  }
  await tx.staff.put(next);
  await tx.sessions.endOf(id);
  await record(tx, act, id, told(member), told(next), why);
  return { ok: true, member: next };
}

async function isWithin(tx: Tx, by: Administrator, estates: readonly string[]): Promise<boolean> {
  const known = new Set((await tx.estates.list()).map(({ id }) => id));
  return reaches(by, estates) && estates.every((id) => known.has(id));
}

function administersAll({ role, estates, endedAt }: StaffMember): boolean {
  return role === 'admin' && estates.length === 0 && endedAt === null;
}

async function isLastAdmin(tx: Tx, member: StaffMember): Promise<boolean> {
  return administersAll(member) && (await tx.staff.list()).filter(administersAll).length === 1;
}

/** What of a colleague goes on record; never the hash. */
function told({ login, name, role, estates, endedAt }: StaffMember): string {
  return JSON.stringify({ login, name, role, estates, ended: endedAt !== null });
}

async function record(
  tx: Tx,
  act: AuditAct,
  subject: string,
  before: string | null,
  after: string,
  { by, reason, now }: Why,
): Promise<void> {
  await tx.audit.append({ at: now, actor: by.id, act, subject, before, after, reason });
}
