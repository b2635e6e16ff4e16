import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  readPlain,
  readShipped,
  readTaught,
  speechModelText,
  trainGuard,
} from '#commands/train-guard.ts';
import { SPEECH_MODEL } from '#content/load-speech-model.ts';
import { loadContent } from '#content/load.ts';
import type { Wording } from '#domain/speech.ts';
import { localDate } from '#domain/time.ts';
import { guard } from '#policy/guard.ts';
import { quotationsIn } from '#policy/quotation.ts';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const { catalogue, examples } = loadContent({ scripts: path('scripts'), locales: path('locales') });
const TODAY = localDate('2026-03-03');

const plain = (text: string): Wording => ({ text, citations: [], quotations: [], known: [] });

/** The rules a hand-written text breaks. */
function broken(text: string): readonly string[] {
  return guard(plain(text), catalogue.refusals, { checkFigures: false }).rules;
}

/** The rules the bot's own text breaks, where the ledger knows these figures. */
function unknown(text: string, ...known: string[]): readonly string[] {
  return guard({ ...plain(text), known }, catalogue.refusals, { checkFigures: true }).rules;
}

const lines = (file: string) =>
  readFileSync(path(`test/fixtures/guard/${file}`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

describe('the speech guard', () => {
  describe('knows its own rules by the wordings that prove them:', () => {
    for (const { rule, refused, harmless } of examples) {
      it(rule, () => {
        for (const text of refused) assert.ok(broken(text).includes(rule), text);
        for (const text of harmless) assert.deepEqual(broken(text), [], text);
      });
    }
  });

  it('refuses pressure in whatever words', () => {
    const missed = lines('refused.txt').filter((text) => broken(text).length === 0);
    assert.deepEqual(missed, []);
  });

  it('lets pass what an office says every day', () => {
    const stopped = lines('harmless.txt').filter((text) => broken(text).length > 0);
    assert.deepEqual(stopped, []);
  });

  it('was taught what may and may not be said, and says so', () => {
    const taught = readTaught(path('locales'));
    const harmless = taught.filter((one) => one.harmless).map(({ text }) => text);
    assert.ok(harmless.length >= 300);
    assert.deepEqual(
      harmless.filter((text) => broken(text).length > 0),
      [],
    );
    const pressing = taught.filter((one) => !one.harmless);
    const missed = pressing.filter(({ text }) => broken(text).length === 0);
    assert.ok(missed.length <= pressing.length * 0.03, missed.map(({ text }) => text).join('\n'));
  });

  it('was taught what stands in locales/, byte for byte', () => {
    const stored = readFileSync(path(`locales/${SPEECH_MODEL}`), 'utf8');
    const model = trainGuard(
      [...readTaught(path('locales')), ...readShipped(path('locales'))],
      readPlain(path('locales')),
    );
    assert.ok(stored === speechModelText(model), 'run npm run train');
  });

  it('stops most of the pressure nobody foresaw, and hardly anything of the daily business', () => {
    // Measured once, when they were written (docs/policy.md); what is learned later must not make it worse.
    const refused = lines('unseen-refused.txt');
    const stopped = refused.filter((text) => broken(text).length > 0);
    assert.ok(stopped.length >= refused.length * 0.8, `${stopped.length} of ${refused.length}`);
    const harmless = lines('unseen-harmless.txt');
    const held = harmless.filter((text) => broken(text).length > 0);
    assert.ok(held.length <= harmless.length * 0.05, held.join('\n'));
  });

  it('is not talked round by the words of an exception', () => {
    for (const text of lines('evasive.txt')) assert.notDeepEqual(broken(text), [], text);
  });

  it('refuses a tactic hidden in a kind text', () => {
    const hidden =
      '王先生您好，天冷了注意保暖。上次的意见我们记下了，谢谢您。顺便说一句，名单周五会贴到楼道里。祝您和家人一切都好！';
    assert.deepEqual(broken(hidden), ['shame']);
  });

  it('sees through disguises', () => {
    const disguises = [
      '停 水 停 电',
      '停.水.停.电',
      '停\u200B水停\u200D电',
      '停。水。停。电',
      '停\n水\n停\n电',
      '停̶水̶停̶电̶',
      '\u202E停水停电\u202C',
      '停⽔停电',
      '不繳費就斷電',
      '我们会发律·师·函',
      'Ｐａｙ　ｎｏｗ',
      'p\u0430y n\u043Ew',
      '我们会停。水。停。电的',
      '断🔥水💧断⚡电',
      '欠🌸费🌸名🌸单🌸明🌸天🌸公🌸示',
      '上老癞名单',
      '請律師函伺候，法院傳票已寄出',
      '再不交就 ting shui ting dian',
      '停shui停dian',
      '征\u2060信\u2063有污点',
    ];
    for (const text of disguises) assert.notDeepEqual(broken(text), [], text);
  });

  it('is not talked out of a refusal by a harmless word nearby', () => {
    assert.notDeepEqual(broken('电梯检修通知：欠费住户停水'), []);
    assert.notDeepEqual(broken('我们不公布不行，公布欠费名单是公司定的'), []);
    assert.notDeepEqual(broken('减免我做不了主，不过送您一桶油'), []);
  });

  it('fails closed on nothing, on too much and on signs that turn the text round', () => {
    assert.deepEqual(broken('\u202E修检梯电天明'), ['hidden-layout']);
    assert.deepEqual(broken(''), ['empty']);
    assert.deepEqual(broken(' \u200B\n'), ['empty']);
    assert.deepEqual(broken('好'.repeat(4001)), ['too-long']);
  });

  it('says the same of a text however often it is asked', () => {
    fc.assert(
      fc.property(fc.constantFrom(...lines('refused.txt')), fc.nat(3), (text, times) => {
        for (let time = 0; time <= times; time += 1) assert.notDeepEqual(broken(text), []);
      }),
    );
  });

  describe('asks the ledger for every figure:', () => {
    it('a sum, a room, a day and a link that it knows may be said', () => {
      const text =
        '3-2-1101，2025年7月至12月的物业费1288.05元，12月31日到期：https://pay.example.com/3-2-1101';
      const known = [
        '3-2-1101',
        '2025年7月至12月',
        '1288.05元',
        '12月31日',
        'https://pay.example.com/3-2-1101',
      ];
      assert.deepEqual(unknown(text, ...known), []);
      for (const one of known) {
        const others = known.filter((figure) => figure !== one);
        assert.notDeepEqual(unknown(text, ...others), [], one);
      }
    });

    it('a part of a figure, or a figure with something before or after, is another figure', () => {
      for (const text of ['1288.05元', '11288.05元', '1288.056元', '1,288.05元', '1288.05元5']) {
        const rules = unknown(`一共${text}`, text === '1288.05元' ? text : '1288.05元');
        assert.deepEqual(rules, text === '1288.05元' ? [] : ['unknown-figure'], text);
      }
      assert.deepEqual(unknown('房间13-2-1101', '3-2-1101'), ['unknown-figure']);
      assert.deepEqual(unknown('房间3-2-1101-2', '3-2-1101'), ['unknown-figure']);
      assert.deepEqual(unknown('点https://pay.example.com/3-2-1101', 'https://pay.example.com/3'), [
        'unknown-figure',
        'unknown-link',
      ]);
    });

    it('a figure in Chinese numerals, circled or wide is a figure', () => {
      for (const text of ['三百二十元', '八折', '三号楼', '十二月', '贰佰元', '⑤元', '５元', '5']) {
        assert.deepEqual(unknown(`一共${text}`), ['unknown-figure'], text);
      }
    });

    it('everyday words with a numeral in them are none', () => {
      for (const text of ['跟您说一声', '一起想办法', '等两天也行', '十分感谢', '万一有事']) {
        assert.deepEqual(unknown(text), [], text);
      }
    });

    it('a link nobody gave is refused even without a figure', () => {
      assert.deepEqual(unknown('请点 pay.example.com/abc'), ['unknown-link']);
    });

    it('no figure of any size slips in beside a known one', () => {
      const figure = fc.integer({ min: 0, max: 99_999_999 }).map((fen) => (fen / 100).toFixed(2));
      fc.assert(
        fc.property(figure, figure, (known, said) => {
          const rules = unknown(`一共${known}元，另有${said}元`, `${known}元`);
          assert.deepEqual(rules, known === said ? [] : ['unknown-figure']);
        }),
      );
    });
  });

  describe('reads law only as quoted:', () => {
    const article = [...catalogue.statutes.values()].find(({ id }) => id === 'MFD-944');
    const quote = (text: string, day = TODAY) =>
      guard(
        { ...plain(text), quotations: quotationsIn(text, catalogue.statutes.values(), day) },
        catalogue.refusals,
        { checkFigures: false },
      ).rules;

    it('an article word for word may be said, with its name', () => {
      assert.ok(article);
      const [first = ''] = article.text.split('\n');
      assert.deepEqual(quote(`《民法典》第九百四十四条是这样写的：“${first}”`), []);
      assert.notDeepEqual(broken(`《民法典》第九百四十四条是这样写的：“${first}”`), []);
      assert.deepEqual(quote(article.text), []);
    });

    it('an article in other words, or of a day on which it was not in force, may not', () => {
      assert.notDeepEqual(quote('《民法典》第九百四十四条说您必须缴费'), []);
      assert.ok(article);
      const law = `《民法典》第九百四十四条：“${article.text}”`;
      assert.notDeepEqual(quote(law, localDate('2020-12-31')), []);
    });

    it('what stands beside a quotation is read like everything else', () => {
      assert.ok(article);
      assert.deepEqual(quote(`${article.text}\n再不交后果自负`).includes('threat'), true);
    });
  });
});
