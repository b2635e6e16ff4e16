import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { loadContent } from '#content/load.ts';
import { SHIPPED } from './folder.ts';

const { estate } = loadContent(SHIPPED);
const given = (settings: object) => estate({ id: 'e', name: '翠湖花园', ...settings });

describe('the settings of an estate', () => {
  it('are those of policy where the office sets none', () => {
    const { policy, timezone, payLink, limitationView } = given({});
    assert.deepEqual(policy, {
      windowFrom: 540,
      windowTo: 1200,
      perDay: 1,
      perWeek: 2,
      perWave: 3,
      gapHours: 48,
      deafHours: 4,
      staleDays: 3,
      claimHours: 72,
      reminderEveryDays: 7,
      preDueDays: 3,
      liveBilling: false,
      maxInstalments: 3,
      minInstalment: 10_000,
      holdOutPercent: 0,
      approveAbove: 50,
      officeFrom: 540,
      officeTo: 1080,
      officeDays: 'daily',
      answerMinutes: 30,
      chatYears: 3,
      keepSettledDays: 0,
      burstQuietMs: 6000,
      burstCapMs: 20_000,
    });
    assert.deepEqual([timezone, payLink, limitationView], ['Asia/Shanghai', null, 'per-period']);
  });

  it('give the estate its own name where the office gave no other', () => {
    assert.match(given({}).company, /翠湖花园/u);
    assert.equal(given({ company: '安居物业' }).company, '安居物业');
  });

  it('may be stricter than the defaults', () => {
    const { policy } = given({
      policy: { windowFrom: '10:30', windowTo: '17:00', perWeek: 1, staleDays: 0 },
    });
    assert.deepEqual([policy.windowFrom, policy.windowTo, policy.perWeek], [630, 1020, 1]);
    assert.equal(given({ policy: { minInstalment: '250.50' } }).policy.minInstalment, 25_050);
  });

  const refused: Record<string, [object, RegExp]> = {
    'a window before eight': [{ policy: { windowFrom: '07:59' } }, /08:00/u],
    'a window after ten at night': [{ policy: { windowTo: '22:01' } }, /22:00/u],
    'a window that ends before it begins': [
      { policy: { windowFrom: '12:00', windowTo: '11:00' } },
      /before windowTo/u,
    ],
    'a time of day in other writing': [{ policy: { windowFrom: '9am' } }, /HH:MM/u],
    'a sum in other writing': [{ policy: { minInstalment: '一百' } }, /100\.00/u],
    'two messages a day': [{ policy: { perDay: 2 } }, /at most 1 a day/u],
    'four messages a week': [{ policy: { perWeek: 4 } }, /at most 3 in 7 days/u],
    'figures older than a week': [{ policy: { staleDays: 8 } }, /7 days/u],
    'an office that closes before it opens': [
      { policy: { officeTo: '08:00' } },
      /before officeTo/u,
    ],
    'a setting that does not exist': [{ policy: { perHour: 1 } }, /perHour/u],
    'a zone that does not exist': [{ timezone: 'Asia/Atlantis' }, /IANA/u],
    'a payment link without the account': [{ payLink: 'https://pay.example.com' }, /\{account\}/u],
    'a payment link that is not safe': [{ payLink: 'http://pay.example.com/{account}' }, /https/u],
  };
  for (const [name, [settings, message]] of Object.entries(refused)) {
    it(`refuse ${name}, and say why`, () => {
      assert.throws(() => given(settings), message);
    });
  }
});
