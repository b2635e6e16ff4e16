import assert from 'node:assert/strict';
import fastify from 'fastify';
import { after, before, describe, it } from 'mocha';
import { type Way, door } from '#console/server/door.ts';
import { actsOf } from '#console/server/permission.ts';
import { Sessions } from '#console/server/session.ts';
import { STAFF_ROLES, type StaffRole } from '#ports/store/staff.ts';
import { holdThings } from './held-things.ts';
import { requestOf } from './known-way.ts';
import { type Browser, type Console, type Place, openConsole, status } from './open-console.ts';

/**
 * Who may do what, kept here a second time and by hand: whoever changes the table of permissions says so twice.
 * c 客服, s 管家, m 项目经理, f 财务, l 法务, a 集团管理员.
 */
const EXPECTED: Readonly<Record<string, string>> = {
  'read-conversation': 'csmfl',
  'see-card': 'csmfl',
  speak: 'csmf',
  'take-from-colleague': 'm',
  note: 'csmfl',
  'hand-back': 'csmf',
  'reveal-phone': 'csm',
  identity: 'csm',
  'preview-wave': 'csmla',
  'draw-wave': 'sm',
  'order-wave': 'm',
  'approve-wave': 'ma',
  'pause-wave': 'csma',
  'issue-code': 'sm',
  approve: 'm',
  import: 'mfa',
  'undo-import': 'mf',
  payment: 'mf',
  report: 'csmfla',
  evidence: 'ml',
  task: 'csmfl',
  erase: 'ml',
  'read-script': 'csmfla',
  'edit-script': 'csmla',
  'approve-script': 'mla',
  staff: 'a',
  audit: 'a',
  settings: 'a',
  account: 'csma',
  'staff-group': 'ma',
  simulator: 'csma',
};
const LETTER: Readonly<Record<StaffRole, string>> = {
  service: 'c',
  steward: 's',
  manager: 'm',
  finance: 'f',
  legal: 'l',
  admin: 'a',
};

/** What serves every estate at once, and is let go only by who works for all of them. */
const OF_ALL_ESTATES: readonly string[] = [
  '/api/channels/:name/code.svg',
  '/api/channels/:name/release',
  '/api/gaps/:id/release',
];

/** A console over two estates that have one of everything. */
async function openHeld(): Promise<Console> {
  const desk = await openConsole();
  for (const place of [desk.peach, desk.plum]) await holdThings(desk, place);
  desk.staff.claim.resolves({ ok: true, epoch: 1 });
  desk.staff.takeOver.resolves({ ok: true, epoch: 1 });
  desk.staff.reply.resolves({ ok: false, why: 'not-owner' });
  desk.staff.ask.resolves({ ok: false, why: 'not-owner' });
  desk.staff.handBack.resolves({ ok: false, why: 'not-owner' });
  desk.staff.resolve.resolves(true);
  desk.staff.ask.resolves({ ok: false, why: 'not-owner' });
  return desk;
}

describe('who may do what', () => {
  let desk: Console;
  let ways: readonly Way[];
  const browsers = new Map<StaffRole, Browser>();

  before(async () => {
    desk = await openHeld();
    ways = desk.server.ways.filter(({ method }) => method !== 'HEAD');
    for (const role of STAFF_ROLES) browsers.set(role, await desk.signIn(role));
  });
  after(async () => desk.close());

  /** Whether the door lets a role in. */
  const expected = ({ need }: Way, role: StaffRole): boolean =>
    need === 'anyone' || need === 'signed-in' || (EXPECTED[need] ?? '').includes(LETTER[role]);

  async function answer(
    way: Way,
    place: Place,
    headers: Record<string, string>,
    server = desk.server,
  ) {
    return status(server, { ...requestOf(way, place), headers });
  }

  it('is what the office agreed on', () => {
    for (const role of STAFF_ROLES) {
      const agreed = Object.keys(EXPECTED).filter((act) => EXPECTED[act]?.includes(LETTER[role]));
      assert.deepEqual(actsOf(role), agreed, role);
    }
  });

  it('is said by every way of the service', async () => {
    assert.ok(ways.length > 25);
    const server = fastify();
    door(server, new Sessions(desk, false));
    assert.throws(
      () => server.get('/api/forgotten', async () => ({ ok: true })),
      /GET \/api\/forgotten does not say what it needs/u,
    );
  });

  it('needs somebody who is signed in, but for signing in itself and a sign of life', async () => {
    const open = ways.filter(({ need }) => need === 'anyone').map(({ url }) => url);
    assert.deepEqual(open, ['/api/health', '/api/login', '/simulator']);
    const madeUp = { cookie: `nuancui=${'A'.repeat(43)}` };
    for (const way of ways.filter(({ need }) => need !== 'anyone')) {
      for (const headers of [{}, madeUp]) {
        const told = await answer(way, desk.peach, headers);
        assert.deepEqual([way.url, told.status, told.code], [way.url, 401, 'SIGNED_OUT']);
      }
    }
  });

  it('is asked at every way, of every role', async () => {
    for (const [role, { cookie, csrf }] of browsers) {
      for (const way of ways.filter(({ url }) => !url.startsWith('/api/logout'))) {
        const told = await answer(way, desk.peach, { cookie, 'x-csrf-token': csrf });
        const isShut = told.status === 403 && told.code === 'NOT_ALLOWED';
        assert.equal(!isShut, expected(way, role), `${role} ${way.method} ${way.url}`);
      }
    }
  });

  /** Ways to something that an estate has. */
  const scoped = (): Way[] =>
    ways.filter(({ url }) => url.includes(':') && !OF_ALL_ESTATES.includes(url));

  it('finds whatever is of one’s own estate', async () => {
    const untouched = await openHeld();
    const { server, peach, reported } = untouched;
    const known = {
      manager: await untouched.signIn('manager'),
      admin: await untouched.signIn('admin'),
    };
    for (const way of scoped()) {
      const { cookie, csrf } = known[expected(way, 'manager') ? 'manager' : 'admin'];
      const told = await answer(way, peach, { cookie, 'x-csrf-token': csrf }, server);
      assert.ok(![400, 403, 404, 500].includes(told.status), `${way.url} ${told.status}`);
    }
    assert.deepEqual(reported, []);
    await untouched.close();
  });

  it('opens nothing of another estate to any role', async () => {
    for (const [role, { cookie, csrf }] of browsers) {
      for (const way of scoped().filter((one) => expected(one, role))) {
        const told = await answer(way, desk.plum, { cookie, 'x-csrf-token': csrf });
        assert.deepEqual([told.status, told.code], [404, 'NOT_FOUND'], `${role} ${way.url}`);
      }
    }
    for (const told of [desk.staff.reply, desk.phones.say]) {
      const { conversation, household, contact } = desk.plum;
      const theirs: string[] = [conversation.id, household.id, contact];
      assert.ok(told.args.every(([id]) => !theirs.includes(id)));
    }
  });

  it('lets nobody of one estate release what serves all of them', async () => {
    for (const [role, { cookie, csrf }] of browsers) {
      for (const way of ways.filter((one) => OF_ALL_ESTATES.includes(one.url))) {
        const told = await answer(way, desk.peach, { cookie, 'x-csrf-token': csrf });
        const refusal = way.method === 'GET' ? [404, 'NOT_FOUND'] : [403, 'NOT_YOURS'];
        const shut = [403, 'NOT_ALLOWED'];
        const is = [told.status, told.code];
        assert.deepEqual(is, expected(way, role) ? refusal : shut, `${role} ${way.url}`);
      }
    }
    assert.ok(desk.account.releaseGap.notCalled && desk.account.releaseBreaker.notCalled);
  });

  it('changes nothing without the token of our own page', async () => {
    for (const [role, { cookie, csrf }] of browsers) {
      for (const way of ways.filter((one) => one.method === 'POST' && one.need !== 'anyone')) {
        for (const token of ['', 'wrong', `${csrf}x`]) {
          const told = await answer(way, desk.peach, { cookie, 'x-csrf-token': token });
          assert.deepEqual([told.status, told.code], [403, 'NOT_OUR_PAGE'], `${role} ${way.url}`);
        }
      }
    }
  });

  it('changes nothing for the page of another site', async () => {
    for (const [role, { cookie, csrf }] of browsers) {
      for (const way of ways.filter(({ method }) => method === 'POST')) {
        const origin = 'https://evil.example';
        const told = await answer(way, desk.peach, { cookie, 'x-csrf-token': csrf, origin });
        assert.deepEqual([told.status, told.code], [403, 'NOT_OUR_PAGE'], `${role} ${way.url}`);
      }
    }
  });
});
