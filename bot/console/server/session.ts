import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HOUR_MS, later } from '#domain/time.ts';
import type { StaffMember } from '#ports/store/staff.ts';
import type { Desk } from './desk.ts';
import { LoginTries } from './login-tries.ts';
import { isPassword } from './password.ts';
import { Refused } from './refused.ts';

/** How long a browser stays signed in. */
const SESSION_MS = 8 * HOUR_MS;

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
  readonly #tries = new LoginTries();

  constructor(desk: Pick<Desk, 'store' | 'clock'>, secure: boolean) {
    this.#desk = desk;
    this.#secure = secure;
  }

  /** Name of the cookie; over https it is bound to this host. */
  get cookie(): string {
    return this.#secure ? '__Host-nuancui' : 'nuancui';
  }

  /** @throws Refused when login or password are wrong, or were wrong too often. */
  async signIn(reply: FastifyReply, login: string, password: string): Promise<SignedIn> {
    const { store, clock } = this.#desk;
    const now = clock.now();
    if (!this.#tries.admit(login, now)) throw new Refused(429, 'TOO_MANY_TRIES');
    const member = await store.read((tx) => tx.staff.byLogin(login));
    if (!(await isPassword(member?.passwordHash, password)) || !member) {
      throw new Refused(401, 'WRONG_LOGIN');
    }
    this.#tries.forget(login);
    const token = randomBytes(32).toString('base64url');
    const csrf = randomBytes(16).toString('base64url');
    await store.write(async (tx) => {
      await tx.sessions.endExpired(now);
      await tx.sessions.put({
        tokenHash: digest(token),
        staffId: member.id,
        csrf,
        createdAt: now,
        expiresAt: later(now, SESSION_MS),
      });
    });
    reply.setCookie(this.cookie, token, {
      httpOnly: true,
      sameSite: 'lax',
      secure: this.#secure,
      path: '/',
      maxAge: SESSION_MS / 1000,
    });
    return { member, csrf };
  }

  /** Who asks, as the door found out. @throws Refused on a way that is open to anyone. */
  require({ signedIn }: FastifyRequest): SignedIn {
    if (signedIn === null) throw new Refused(401, 'SIGNED_OUT');
    return signedIn;
  }

  /** Looks in the store who asks. @throws Refused without a living session. */
  async find(request: FastifyRequest): Promise<SignedIn> {
    const { store, clock } = this.#desk;
    const token = request.cookies[this.cookie];
    if (token === undefined) throw new Refused(401, 'SIGNED_OUT');
    const found = await store.read(async (tx) => {
      const session = await tx.sessions.byHash(digest(token));
      const member = session && (await tx.staff.byId(session.staffId));
      return session && member && { session, member };
    });
    if (!found || found.session.expiresAt <= clock.now()) throw new Refused(401, 'SIGNED_OUT');
    return { member: found.member, csrf: found.session.csrf };
  }

  /** A change must come from our own page, which shows the token of the session. @throws Refused otherwise. */
  proveOurPage(request: FastifyRequest, signedIn: SignedIn): void {
    const shown = Buffer.from(String(request.headers['x-csrf-token'] ?? ''));
    const right = Buffer.from(signedIn.csrf);
    if (shown.length !== right.length || !timingSafeEqual(shown, right)) {
      throw new Refused(403, 'NOT_OUR_PAGE');
    }
  }

  async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const token = request.cookies[this.cookie];
    if (token !== undefined) await this.#desk.store.write((tx) => tx.sessions.end(digest(token)));
    reply.clearCookie(this.cookie, { path: '/', secure: this.#secure });
  }
}
