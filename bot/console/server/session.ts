import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HOUR_MS, type Instant, MINUTE_MS, later } from '#domain/time.ts';
import type { AuditAct } from '#ports/store/audit.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Desk } from './desk.ts';
import { countTry, forgetTries } from './login-tries.ts';
import { isPassword } from './password.ts';
import { Refused } from './refused.ts';

/** How long a browser stays signed in: without anything done, and at most. */
const IDLE_MS = 8 * HOUR_MS;
const MOST_MS = 24 * HOUR_MS;

/** How exactly it is remembered when somebody last did something; not every request is a write. */
const SEEN_MS = 5 * MINUTE_MS;

export interface SignedIn {
  readonly member: StaffMember;
  readonly csrf: string;
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Sessions of staff: an opaque token in a cookie, of which only the hash is stored. */
export class Sessions {
  readonly #desk: Pick<Desk, 'store' | 'clock'>;
  readonly #secure: boolean;

  constructor(desk: Pick<Desk, 'store' | 'clock'>, secure: boolean) {
    this.#desk = desk;
    this.#secure = secure;
  }

  /** Name of the cookie; over https it is bound to this host. */
  get cookie(): string {
    return this.#secure ? '__Host-nuancui' : 'nuancui';
  }

  /** @throws Refused when login or password are wrong, or were wrong too often. */
  async signIn(
    request: FastifyRequest,
    reply: FastifyReply,
    login: string,
    password: string,
  ): Promise<SignedIn> {
    const { store, clock } = this.#desk;
    const now = clock.now();
    const { admitted, isLast } = await store.write((tx) => countTry(tx, login, request.ip, now));
    if (!admitted) throw new Refused(429, 'TOO_MANY_TRIES');
    const found = await store.read((tx) => tx.staff.byLogin(login));
    const member = found?.endedAt === null ? found : undefined;
    if (!(await isPassword(member?.passwordHash, password)) || !member) {
      const act = isLast ? 'sign-in-locked' : 'sign-in-failed';
      await store.write((tx) => record(tx, found, act, now));
      throw new Refused(401, 'WRONG_LOGIN');
    }
    return store.write(async (tx) => {
      const still = await tx.staff.byId(member.id);
      const isStill = still?.passwordHash === member.passwordHash && still.endedAt === null;
      if (!isStill) throw new Refused(401, 'WRONG_LOGIN');
      await forgetTries(tx, login, request.ip);
      await tx.sessions.endExpired(now);
      await record(tx, member, 'sign-in', now);
      return this.open(tx, request, reply, member);
    });
  }

  /** Begins a session in place of the one the browser may have; its cookie goes out with the reply. */
  async open(
    tx: Tx,
    request: FastifyRequest,
    reply: FastifyReply,
    member: StaffMember,
  ): Promise<SignedIn> {
    const now = this.#desk.clock.now();
    const former = request.cookies[this.cookie];
    if (former !== undefined) await tx.sessions.end(digest(former));
    const token = randomBytes(32).toString('base64url');
    const csrf = randomBytes(16).toString('base64url');
    await tx.sessions.put({
      tokenHash: digest(token),
      staffId: member.id,
      csrf,
      createdAt: now,
      seenAt: now,
      expiresAt: later(now, MOST_MS),
    });
    reply.setCookie(this.cookie, token, {
      httpOnly: true,
      sameSite: 'lax',
      secure: this.#secure,
      path: '/',
      maxAge: MOST_MS / 1000,
    });
    return { member, csrf };
  }

  /** Who asks, as the door found out. @throws Refused on a way that is open to anyone. */
  require({ signedIn }: FastifyRequest): SignedIn {
    if (signedIn === null) throw new Refused(401, 'SIGNED_OUT');
    return signedIn;
  }

  /**
   * Looks in the store who asks. `isAct` says that somebody does something, and the session does not go idle; a page
   * that only listens does nothing. @throws Refused without a living session.
   */
  async find(request: FastifyRequest, { isAct }: { readonly isAct: boolean }): Promise<SignedIn> {
    const { store, clock } = this.#desk;
    const now = clock.now();
    const token = request.cookies[this.cookie];
    if (token === undefined) throw new Refused(401, 'SIGNED_OUT');
    const tokenHash = digest(token);
    const { session, member } = await store.read(async (tx) => {
      const session = await tx.sessions.byHash(tokenHash);
      return { session, member: session && (await tx.staff.byId(session.staffId)) };
    });
    const isOver = !session || session.expiresAt <= now || later(session.seenAt, IDLE_MS) <= now;
    if (isOver || member?.endedAt !== null) throw new Refused(401, 'SIGNED_OUT');
    if (isAct && later(session.seenAt, SEEN_MS) <= now) {
      await store.write((tx) => tx.sessions.seen(tokenHash, now));
    }
    return { member, csrf: session.csrf };
  }

  /** A change must come from our own page, which shows the token of the session. @throws Refused otherwise. */
  proveOurPage(request: FastifyRequest, signedIn: SignedIn): void {
    const shown = Buffer.from(String(request.headers['x-csrf-token'] ?? ''));
    const right = Buffer.from(signedIn.csrf);
    if (shown.length !== right.length || !timingSafeEqual(shown, right)) {
      throw new Refused(403, 'NOT_OUR_PAGE');
    }
  }

  /** Ends this session, or every session of the colleague. */
  async signOut(request: FastifyRequest, reply: FastifyReply, everywhere: boolean): Promise<void> {
    const { store, clock } = this.#desk;
    const { member } = this.require(request);
    const token = request.cookies[this.cookie] ?? '';
    await store.write(async (tx) => {
      await (everywhere ? tx.sessions.endOf(member.id) : tx.sessions.end(digest(token)));
      await record(tx, member, everywhere ? 'sign-out-everywhere' : 'sign-out', clock.now());
    });
    reply.clearCookie(this.cookie, { path: '/', secure: this.#secure });
  }
}

/** On record is whose account it was, never what was typed: a password may stand where a login belongs. */
async function record(
  tx: Tx,
  member: StaffMember | undefined,
  act: AuditAct,
  at: Instant,
): Promise<void> {
  const actor = member?.id ?? null;
  await tx.audit.append({
    at,
    actor,
    act,
    subject: actor ?? 'unknown',
    before: null,
    after: null,
    reason: null,
  });
}
