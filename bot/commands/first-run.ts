import { passwordForOnce } from '#console/server/colleague.ts';
import { hashPassword } from '#console/server/password.ts';
import type { Desk } from '#console/server/desk.ts';
import type { StaffRole } from '#ports/store/staff.ts';
import type { Store } from '#ports/store/store.ts';

interface Newcomer {
  readonly login: string;
  readonly name: string;
  readonly role: StaffRole;
}

const ADMIN: Newcomer = { login: 'admin', name: 'admin', role: 'admin' };

/** The colleagues of the demo: two, so that one can be first, and who administers. */
const DEMO: readonly Newcomer[] = [
  { login: 'chen', name: 'Chen', role: 'service' },
  { login: 'wang', name: 'Wang', role: 'manager' },
  { login: 'lin', name: 'Lin', role: 'admin' },
];

/** The demo's password; it opens nothing but invented data on this machine. */
const DEMO_PASSWORD = 'nuancui-demo';

/**
 * Gives an empty store its first account, with a password that is told once, and the demo its colleagues.
 * @returns what to tell whoever started the service.
 */
export async function employFirst(store: Store, demo: boolean): Promise<string[]> {
  const known = new Set((await store.read((tx) => tx.staff.list())).map(({ login }) => login));
  const told: string[] = [];
  if (known.size === 0 && !demo) {
    const password = passwordForOnce();
    await employ(store, ADMIN, password, true);
    told.push(`Sign in as "${ADMIN.login}" with "${password}" (shown this once, to be changed).`);
  }
  if (!demo) return told;
  for (const newcomer of DEMO) {
    if (!known.has(newcomer.login)) await employ(store, newcomer, DEMO_PASSWORD, false);
  }
  const logins = DEMO.map(({ login, role }) => `"${login}" (${role})`).join(', ');
  told.push(`Demo: sign in with "${DEMO_PASSWORD}" as ${logins}.`);
  told.push(
    'Whoever draws up a large wave has it approved by another: what wang drew up, lin approves.',
  );
  return told;
}

async function employ(
  store: Store,
  { login, name, role }: Newcomer,
  password: string,
  mustChange: boolean,
): Promise<void> {
  const passwordHash = await hashPassword(password);
  await store.write((tx) =>
    tx.staff.put({
      id: login,
      login,
      name,
      role,
      passwordHash,
      estates: [],
      mustChange,
      endedAt: null,
    }),
  );
}

/** Takes the sample workbook into an empty store. */
export async function settleDemo(desk: Desk): Promise<void> {
  const estates = await desk.store.read((tx) => tx.estates.list());
  if (estates.length > 0) return;
  const { plan, estate } = await desk.sampleImport();
  const { asOf } = plan;
  if (asOf === null) return;
  await desk.bookImport(plan, { estate, asOf, mode: 'partial', mayHold: null, by: 'demo' });
}
