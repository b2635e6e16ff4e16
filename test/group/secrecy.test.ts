import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { HANDOFF_REASONS, QUEUES } from '#domain/handoff.ts';
import { HOUR_MS } from '#domain/time.ts';
import { alertText } from '#group/alert-text.ts';
import { isSafe } from '#group/post.ts';
import { GROUP, GroupStage, house } from './group-stage.ts';

/** Runs of the whole service; the long run is `NUANCUI_LONG=1 npm test`. */
const RUNS = process.env['NUANCUI_LONG'] === '1' ? 300 : 20;

/** What brings a resident before a person, in their own words. */
const WORDS = [
  '我要找人工',
  '楼道太脏了，没人打扫',
  '欠费超过三年了，过了诉讼时效',
  '房子漏水，墙都泡了',
  '家里困难，实在没钱，能分期吗',
  '我不想活了',
  '能不能打八折',
  '我已经交过了，转账1234.56元',
  '我的电话13711112222，叫你们经理打给我',
  '你们这帮骗子，滚',
];

/** Letters of no text of ours: whoever finds one in the group finds a word of the resident. */
const MARK = fc.string({ unit: fc.constantFrom(...'㛃䶮犇猋骉龘靐'), minLength: 2, maxLength: 5 });

/** Everything about the two homes of the stage that no group may read. */
const SECRETS = /周敏|吴强|138123|139876|3-1-10|101|102|980|诉讼|漏水|1234|13711112222/u;

describe('What a group of colleagues reads', function () {
  this.timeout(180_000);

  const fact = fc.record({
    number: fc.integer({ min: 1, max: 999_999 }),
    queue: fc.constantFrom(...QUEUES),
    reason: fc.constantFrom(...HANDOFF_REASONS),
    waited: fc.integer({ min: 0, max: 100_000 }),
    isUrgent: fc.boolean(),
    isLate: fc.boolean(),
  });

  it('is numbers of cases, queues, kinds of matter and waits: every alert passes its own guard', () => {
    const link = fc.constantFrom(null, 'https://console.example/#/conversations/0c-1');
    const cases = fc.array(fact, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(cases, link, (told, to) => {
        const text = alertText(house.groupWords, told, to);
        assert.ok(isSafe(text), text.text);
        assert.doesNotMatch(text.text, /[¥￥元]|\d{7,}.*\d{11}/u);
      }),
    );
  });

  it('never is a figure that came from elsewhere: sums, telephones and rooms are stopped', () => {
    const foreign = fc.oneof(
      fc.integer({ min: 1, max: 9_999_999 }).map((fen) => `${(fen / 100).toFixed(2)}元`),
      fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String),
      fc.tuple(fc.nat(30), fc.nat(9), fc.nat(3000)).map((room) => room.join('-')),
      fc.constantFrom('三百元', '八折', '十二号楼', 'https://evil.example'),
    );
    fc.assert(
      fc.property(fact, foreign, (one, figure) => {
        const { text, known } = alertText(house.groupWords, [one], null);
        fc.pre(!known.includes(figure));
        assert.ok(!isSafe({ text: `${text}\n${figure}`, known }), figure);
      }),
    );
  });

  it('holds no name, room, telephone, sum or word of a resident, whatever they write', async () => {
    const said = fc.record({
      zhou: fc.constantFrom(...WORDS),
      wu: fc.constantFrom(...WORDS),
      mark: MARK,
    });
    await fc.assert(
      fc.asyncProperty(said, async ({ zhou, wu, mark }) => {
        const office = await GroupStage.open();
        await office.bind('li');
        await office.bindGroup();
        const { simulator } = office.stage;
        await simulator.say('wx_zhou', `${mark}，${zhou}`);
        await simulator.say('wx_wu', `${wu}${mark}`);
        await office.stage.advance(HOUR_MS / 2);
        await office.sayInGroup('phone_li', '#待办');
        await office.sayInGroup('phone_li', '#接手');
        await office.stage.advance(HOUR_MS);
        const told = office.told(GROUP).slice(1);
        assert.ok(told.length >= 2);
        for (const text of told) {
          assert.doesNotMatch(text, SECRETS);
          assert.ok(![...mark].some((letter) => text.includes(letter)), text);
        }
        await office.close();
      }),
      { numRuns: RUNS },
    );
  });
});
