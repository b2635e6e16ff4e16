import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Facts } from '#domain/facts.ts';
import { LABELS } from '#domain/label.ts';
import { localDate } from '#domain/time.ts';
import { REPAIRS } from '#domain/understanding.ts';
import type { ConversationEvent } from '#domain/event.ts';
import { createBotFrameworkEngine } from '#turn/bot-framework/bot-framework-engine.ts';
import { TurnAdapter } from '#turn/bot-framework/turn-adapter.ts';
import { createPlainEngine } from '#turn/plain-engine.ts';
import { catalogue, understood } from '../flows/conversation.ts';
import { at, zhou } from '../policy/household.ts';

const NOW = at('2026-03-03T10:00');

const said = fc
  .record({
    label: fc.constantFrom(...LABELS),
    repair: fc.option(fc.constantFrom(...REPAIRS)),
    answer: fc.option(fc.constantFrom('yes', 'no')),
    instalments: fc.option(fc.integer({ min: 2, max: 5 })),
    choice: fc.option(fc.integer({ min: 1, max: 4 })),
    day: fc.option(fc.constantFrom('2026-03-01', '2026-03-06', '2026-03-11')),
    corrects: fc.boolean(),
    abstained: fc.boolean(),
    smallTalk: fc.boolean(),
    unsure: fc.boolean(),
  })
  .map(({ label, day, unsure, ...rest }): ConversationEvent => {
    const days = day === null ? [] : [{ due: localDate(day), unsure, words: '' }];
    return { type: 'said', text: '', understanding: understood(label, { ...rest, days }) };
  });

const events = fc.oneof(
  { weight: 8, arbitrary: said },
  {
    weight: 1,
    arbitrary: fc.constant<ConversationEvent>({ type: 'media', kinds: ['image'], said: null }),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('stage', 'silence', 'open-question', 'promise-broken')
      .map((reason): ConversationEvent => ({ type: 'reminder-due', reason })),
  },
);

describe('Both runners', () => {
  it('decide alike, turn by turn, and wait for the same thing', async function () {
    this.timeout(60_000);
    const facts: Facts = zhou();
    const engines = [
      createPlainEngine(catalogue),
      createBotFrameworkEngine(catalogue, new TurnAdapter()),
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(events, { maxLength: 8 }), async (all) => {
        const stored: (string | null)[] = [null, null];
        for (const event of all) {
          const results = await Promise.all(
            engines.map(async (engine, index) =>
              engine.turn({
                conversationId: 'c',
                stored: stored[index] ?? null,
                event,
                facts,
                now: NOW,
              }),
            ),
          );
          const [plain, framework] = results;
          assert.ok(plain && framework);
          assert.deepEqual(framework.decision.actions, plain.decision.actions);
          assert.deepEqual(framework.decision.state.memory, plain.decision.state.memory);
          assert.deepEqual(framework.waiting, plain.waiting);
          results.forEach((result, index) => {
            stored[index] = result.stored;
          });
        }
      }),
      { numRuns: 150 },
    );
  });
});
