import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Wave } from '#ports/store/waves.ts';
import { Refused } from './refused.ts';
import { worksFor } from './scope.ts';

/** A wave within the member's scope; outside of it, it does not exist. @throws Refused 404. */
export async function waveFor(tx: Tx, member: StaffMember, id: string): Promise<Wave> {
  const wave = await tx.waves.byId(id);
  if (!wave || !worksFor(member, wave.estateId)) throw new Refused(404, 'NOT_FOUND');
  return wave;
}
