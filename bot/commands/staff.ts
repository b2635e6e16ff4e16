import { Command } from 'commander';
import { hireRequest } from '#console/colleague-api.ts';
import {
  COMMAND,
  type ColleagueResult,
  changeEstates,
  changeRole,
  end,
  hire,
  passwordForOnce,
  resetPassword,
} from '#console/server/colleague.ts';
import { hashPassword } from '#console/server/password.ts';
import { Fault } from '#errors';
import { STAFF_ROLES, type StaffMember, type StaffRole } from '#ports/store/staff.ts';
import type { Store, Tx } from '#ports/store/store.ts';
import { openKnownStore, openStore } from './open-store.ts';
import { systemClock } from './system-clock.ts';

interface Place {
  readonly data: string;
  readonly database?: string;
}
interface Reasoned extends Place {
  readonly reason: string;
}
interface Hiring extends Place {
  readonly name?: string;
  readonly role: string;
  readonly estate: readonly string[];
}

const RIGHT: Readonly<Record<Extract<ColleagueResult, { ok: false }>['why'], string>> = {
  UNKNOWN: 'a login that "staff list" shows',
  LOGIN_TAKEN: 'a login that nobody has, nor had',
  LAST_ADMIN: 'another administrator of every estate first',
  OUT_OF_REACH: 'estates that are in the books',
  ENDED: 'a colleague who has not left',
};

/** `nuancui staff`: who works here, from the machine itself, while the service does not run (docs/security.md). */
export function staffCommand(): Command {
  const command = new Command('staff').description('colleagues: who works here, in which role');
  const place = (name: string, about: string): Command =>
    command
      .command(name)
      .description(about)
      .option('--data <dir>', 'folder of the store', 'data')
      .option('--database <url>', 'a PostgreSQL database instead of the file');
  const change = (name: string, about: string): Command =>
    place(name, about).argument('<login>').requiredOption('--reason <text>', 'goes on record');

  place('list', 'everybody who works or worked here').action(list);
  place('add', 'somebody new; their password for once is shown this once')
    .argument('<login>')
    .requiredOption('--role <role>', STAFF_ROLES.join(', '))
    .option('--name <name>', 'as residents and colleagues read it; else the login')
    .option('--estate <name...>', 'estates they work for; else all', [])
    .action(add);
  change('reset-password', 'another password for once; signs them out').action(reset);
  change('end', 'they leave; signs them out').action(async (login: string, options: Reasoned) =>
    changed(login, options, (tx, id, why) => end(tx, id, why)),
  );
  change('role', 'another role').argument('<role>').action(role);
  change('estates', 'the estates they work for from now on; none named means all')
    .argument('[estates...]')
    .action(estates);
  return command;
}

async function list({ data, database }: Place): Promise<void> {
  await within(await openKnownStore(data, database), async (store) => {
    const [all, names] = await store.read(async (tx) => [
      await tx.staff.list(),
      new Map((await tx.estates.list()).map(({ id, name }) => [id, name])),
    ]);
    for (const { login, name, role, estates, mustChange, endedAt } of all) {
      const where = estates.length === 0 ? '*' : estates.map((id) => names.get(id) ?? id).join(',');
      const state = endedAt === null ? (mustChange ? 'password for once' : '') : 'left';
      process.stdout.write(`${[login, name, role, where, state].join('\t').trimEnd()}\n`);
    }
  });
}

async function add(login: string, options: Hiring): Promise<void> {
  const { name = login, estate } = options;
  const told = { login, name, role: roleOf(options.role), estates: [] };
  const asked = hireRequest.safeParse(told);
  if (!asked.success) throw new Fault('INPUT_INVALID', { login, name, right: 'a login as li.na' });
  const password = passwordForOnce();
  const passwordHash = await hashPassword(password);
  await within(await openStore(options.data, options.database), async (store) => {
    await written(store, login, async (tx) => {
      const newcomer = { ...told, estates: await estateIds(tx, estate) };
      return hire(tx, newcomer, passwordHash, whyOf(null));
    });
  });
  process.stdout.write(`${login}: ${password} (shown this once; to be changed at first sign-in)\n`);
}

async function reset(login: string, options: Reasoned): Promise<void> {
  const password = passwordForOnce();
  const passwordHash = await hashPassword(password);
  await changed(login, options, (tx, id, why) => resetPassword(tx, id, passwordHash, why));
  process.stdout.write(`${login}: ${password} (shown this once; to be changed at first sign-in)\n`);
}

async function role(login: string, asked: string, options: Reasoned): Promise<void> {
  const to = roleOf(asked);
  await changed(login, options, (tx, id, why) => changeRole(tx, id, to, why));
}

async function estates(login: string, names: readonly string[], options: Reasoned): Promise<void> {
  await changed(login, options, async (tx, id, why) =>
    changeEstates(tx, id, await estateIds(tx, names), why),
  );
}

async function changed(
  login: string,
  { data, database, reason }: Reasoned,
  run: (tx: Tx, id: string, why: ReturnType<typeof whyOf>) => Promise<ColleagueResult>,
): Promise<void> {
  await within(await openKnownStore(data, database), async (store) => {
    await written(store, login, async (tx) => {
      const member: StaffMember | undefined = await tx.staff.byLogin(login);
      return member ? run(tx, member.id, whyOf(reason)) : { ok: false, why: 'UNKNOWN' };
    });
  });
}

async function written(
  store: Store,
  login: string,
  work: (tx: Tx) => Promise<ColleagueResult>,
): Promise<void> {
  const result = await store.write(work);
  if (!result.ok) throw new Fault('INPUT_INVALID', { login, right: RIGHT[result.why] });
}

async function within(store: Store, work: (store: Store) => Promise<void>): Promise<void> {
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

const whyOf = (reason: string | null) => ({ by: COMMAND, reason, now: systemClock().now() });

function roleOf(asked: string): StaffRole {
  const found = STAFF_ROLES.find((role) => role === asked);
  if (found) return found;
  throw new Fault('INPUT_INVALID', { role: asked, right: STAFF_ROLES.join(' | ') });
}

async function estateIds(tx: Tx, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const estate = await tx.estates.byName(name);
    if (!estate) throw new Fault('INPUT_INVALID', { estate: name, right: RIGHT.OUT_OF_REACH });
    ids.push(estate.id);
  }
  return ids;
}
