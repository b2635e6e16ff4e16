import { hashCode, newCode } from '#accounts/identity/bind-code.ts';
import { type Instant, MINUTE_MS, later } from '#domain/time.ts';
import { spelled } from '#policy/identity/code.ts';
import type { AuditAct } from '#ports/store/audit.ts';
import type { StaffCodePurpose } from '#ports/store/group.ts';
import type { Tx } from '#ports/store/store.ts';
import type { GroupParts } from './group-parts.ts';

/** How long a code is good that somebody carries from the console into WeChat. */
export const CODE_LIFE_MS = 15 * MINUTE_MS;

/** A code, shown this once. */
export interface FreshCode {
  readonly code: string;
  /** The whole message to be written in WeChat. */
  readonly message: string;
  readonly expiresAt: Instant;
}

/** What the console does about colleagues and groups in WeChat; each act is on record. */
export interface GroupActs {
  /** A code by which a colleague binds their own WeChat. */
  codeForColleague(staffId: string): Promise<FreshCode>;
  /** A code by which a colleague binds a group to an estate. */
  codeForGroup(estateId: string, staffId: string): Promise<FreshCode>;
  /** Lets go of a colleague's WeChat. @returns whether there was one. */
  endColleague(staffId: string, by: string): Promise<boolean>;
  /** Lets go of a group. @returns whether it was bound. */
  endGroup(groupId: string, by: string): Promise<boolean>;
}

export function createGroupActs({
  store,
  clock,
  words,
}: Pick<GroupParts, 'store' | 'clock' | 'words'>): GroupActs {
  async function freshCode(
    purpose: StaffCodePurpose,
    staffId: string,
    estateId: string | null,
  ): Promise<FreshCode> {
    const code = newCode();
    const hash = await hashCode(code);
    const madeAt = clock.now();
    const expiresAt = later(madeAt, CODE_LIFE_MS);
    await store.write(async (tx) => {
      await tx.staffCodes.put({ hash, purpose, staffId, estateId, madeAt, expiresAt });
      const act = purpose === 'group' ? 'group-code' : 'wechat-code';
      await record(tx, act, staffId, estateId ?? staffId, null);
    });
    const shown = spelled(code);
    return { code: shown, message: words.commandText(purpose, shown), expiresAt };
  }

  async function record(
    tx: Tx,
    act: AuditAct,
    actor: string,
    subject: string,
    before: string | null,
  ): Promise<void> {
    const rest = { after: null, reason: null };
    await tx.audit.append({ at: clock.now(), actor, act, subject, before, ...rest });
  }

  return {
    codeForColleague: async (staffId) => freshCode('colleague', staffId, null),
    codeForGroup: async (estateId, staffId) => freshCode('group', staffId, estateId),
    endColleague: async (staffId, by) =>
      store.write(async (tx) => {
        const ended = await tx.staffContacts.endOf(staffId, clock.now());
        if (ended > 0) await record(tx, 'wechat-unbound', by, staffId, null);
        return ended > 0;
      }),
    endGroup: async (groupId, by) =>
      store.write(async (tx) => {
        const group = await tx.staffGroups.byId(groupId);
        if (!group || !(await tx.staffGroups.end(groupId, clock.now()))) return false;
        await record(tx, 'group-unbound', by, group.estateId, group.channel);
        return true;
      }),
  };
}
