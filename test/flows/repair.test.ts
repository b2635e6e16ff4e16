import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { FRESH, type Memory } from '#domain/conversation.ts';
import { LABELS } from '#domain/label.ts';
import { REPAIRS } from '#domain/understanding.ts';
import { localDate } from '#domain/time.ts';
import { createDecide } from '#flows/decide.ts';
import { at, zhou } from '../policy/household.ts';
import { Talk, catalogue, scriptsOf, understood } from './conversation.ts';

const NOW = at('2026-03-03T10:00');
const decide = createDecide(catalogue);
const busy = understood('busy_later');
const asksAmount = understood('ask_amount');

describe('Setting a conversation right', () => {
  it('lets the open question come again twice, and then lets it go', () => {
    const talk = new Talk();
    talk.say(busy, zhou(), NOW);
    const returns = [1, 2, 3].map(() => scriptsOf(talk.say(asksAmount, zhou(), NOW)).length);
    assert.deepEqual(returns, [2, 2, 1]);
    assert.equal(talk.state.memory.question, null);
  });

  it('keeps the dialog waiting where it was, whatever is said beside it', () => {
    for (const beside of [
      asksAmount,
      understood('ask_how_to_pay'),
      understood('greeting'),
      understood('other', { repair: 'repeat' }),
      understood('other', { repair: 'why' }),
      understood('other', { smallTalk: true }),
      understood('other', { abstained: true }),
    ]) {
      const talk = new Talk();
      talk.say(busy, zhou(), NOW);
      const { stack } = talk.state;
      talk.say(beside, zhou(), NOW);
      assert.deepEqual(talk.state.stack, stack, JSON.stringify(beside));
      const day = { due: localDate('2026-03-11'), unsure: false, words: '' };
      const done = talk.say(understood('promise', { days: [day] }), zhou(), NOW);
      assert.ok(done.some((action) => action.do === 'record-promise'));
    }
  });

  it('records nothing and hands nothing over for repair words, in any state', () => {
    const states = fc.constantFrom(busy, understood('instalment_request'), asksAmount, null);
    fc.assert(
      fc.property(states, fc.array(fc.constantFrom(...REPAIRS), { maxLength: 6 }), (first, all) => {
        const talk = new Talk();
        if (first) talk.say(first, zhou(), NOW);
        for (const repair of all) {
          const actions = talk.say(understood('other', { repair }), zhou(), NOW);
          assert.ok(actions.length > 0);
          assert.deepEqual(
            actions.filter((action) => action.do !== 'speak'),
            [],
          );
        }
      }),
    );
  });
});

describe('The numbers of a menu', () => {
  const menu = { routes: ['forgot', 'service_quality', 'hardship', 'human_request'] };
  const numbers = fc.integer({ min: 1, max: 9 });

  function answerTo(memory: Partial<Memory>, choice: number) {
    const state = { ...FRESH, memory: { ...FRESH.memory, ...memory } };
    const heard = understood('other', { choice });
    return decide(state, { type: 'said', text: '', understanding: heard }, zhou(), NOW);
  }

  it('act while the menu is the newest, and not a moment longer', () => {
    const open = answerTo({ menu: { ...menu, expiresAt: NOW } }, 4);
    assert.ok(open.actions.some((action) => action.do === 'hand-off'));
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 10 ** 9 }), (choice, age) => {
        const old = answerTo({ menu: { ...menu, expiresAt: NOW - age } }, choice);
        const none = answerTo({ menu: null }, choice);
        assert.deepEqual(old.actions, none.actions);
        assert.ok(old.actions.every((action) => action.do === 'speak'));
      }),
    );
  });

  it('are gone once anything else was said', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LABELS), (label) => {
        const memory = { ...FRESH.memory, menu: { ...menu, expiresAt: NOW + 1 } };
        const event = { type: 'said', text: '', understanding: understood(label) } as const;
        const { state, actions } = decide({ ...FRESH, memory }, event, zhou(), NOW);
        if (scriptsOf(actions).length === 0) return;
        assert.notDeepEqual(state.memory.menu, memory.menu);
      }),
    );
  });
});
