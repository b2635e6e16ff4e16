import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { proveByPhone } from '#accounts/identity/prove-by-phone.ts';
import type { Tx } from '#ports/store/store.ts';
import { openIdentity } from './identity-stage.ts';

const ROOMS = ['3-2-1101', '3-2-1102', '9-9-9901', '1-1-101'];
const NAMES = ['王建', '李梅', '赵六'];
const wrong = fc
  .record({
    room: fc.constantFrom(...ROOMS),
    name: fc.constantFrom(...NAMES),
    lastFour: fc.integer({ min: 1000, max: 9999 }).map(String),
  })
  .filter(({ lastFour }) => lastFour !== '0001');

/** A transaction that notes every call, in order. */
function counted(tx: Tx, calls: string[]): Tx {
  const noted = <T extends object>(target: T, path: string): T =>
    new Proxy(target, {
      get(from, key, receiver) {
        const value: unknown = Reflect.get(from, key, receiver);
        if (typeof value === 'object' && value !== null) return noted(value, String(key));
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          calls.push(`${path}.${String(key)}`);
          return Reflect.apply(value, from, args);
        };
      },
    });
  return noted(tx, '');
}

describe('what somebody hears who does not prove it', () => {
  it('is the same for a home that is there, one that owes, and one that is not there', async () => {
    const answers = new Set<string>();
    await fc.assert(
      fc.asyncProperty(wrong, async ({ room, name, lastFour }) => {
        const house = await openIdentity();
        const words = await house.says('wx_who', `${room} ${name} ${lastFour}`);
        await house.stage.close();
        answers.add(words);
      }),
      { numRuns: 12 },
    );
    assert.equal(answers.size, 1, [...answers].join('\n---\n'));
  });

  it('is the same when the sum is asked for first', async () => {
    const answers = new Set<string>();
    for (const room of ROOMS) {
      const house = await openIdentity();
      answers.add(await house.says('wx_who', `${room}欠多少物业费`));
      await house.stage.close();
    }
    assert.equal(answers.size, 1);
  });

  it('asks the store for the same things in the same order', async () => {
    const house = await openIdentity();
    await house.says('wx_who', '你好');
    const conversation = await house.stage.conversationOf('wx_who');
    assert.ok(conversation);
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(wrong, async (said) => {
        const calls: string[] = [];
        const undone = new Error('undone');
        await house.stage.store
          .write(async (tx) => {
            const { clock, estate } = house.stage;
            await proveByPhone(counted(tx, calls), conversation, said, estate, clock.now());
            throw undone;
          })
          .catch((error: unknown) => assert.equal(error, undone));
        seen.add(calls.join(' '));
      }),
      { numRuns: 60 },
    );
    await house.stage.close();
    assert.equal(seen.size, 1, [...seen].join('\n'));
  });
});
