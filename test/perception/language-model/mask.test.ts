import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readLanguageData } from '#perception/language-data.ts';
import { createMask } from '#perception/language-model/mask.ts';
import { readModelWords } from '#perception/language-model/model-words.ts';
import { createNameFinder } from '#perception/language-model/name-grammar.ts';
import { createNormaliser } from '#perception/normalise.ts';
import { LOCALES } from './loopback-model.ts';

const normaliser = createNormaliser(readLanguageData(LOCALES).variants);
const names = createNameFinder(readModelWords(LOCALES).names);
const maskOf = (secrets: readonly string[] = []) => createMask({ normaliser, names, secrets });

function hides(text: string, ...hidden: string[]): void {
  it(`${text} leaves without ${hidden.join(', ')}`, () => {
    const out = maskOf().hide(text);
    for (const one of hidden) assert.ok(!out.includes(one), out);
  });
}

describe('what leaves the house for a language model', () => {
  describe('has no names', () => {
    hides('我老公刘建国说周五交', '刘建国', '建国');
    hides('我叫王小明', '王小明', '小明');
    hides('你们王经理上次答应的', '王');
    hides('让张伟来找我', '张伟');
    hides('联系欧阳修先生', '欧阳');
    hides('陈阿姨说的', '陈');
    hides('陳小姐收咗', '陳');
    hides('钱给何秀英了', '何秀英', '秀英');
    hides('李四李雪梅都住这', '李四', '雪梅');
    hides('张三13800138000', '张三', '13800138000');
    hides('我妈何秀英没有手机', '何秀英', '秀英');
    hides('钱先生交的', '钱');
    hides('我姓钱', '钱');
    hides('My name is John Smith', 'John', 'Smith');
    hides('ask Mr. Brown', 'Brown');

    it('known of the household, whole or as friends call', () => {
      const mask = maskOf(['李雪梅', '快乐小屋', 'Anna Maria']);
      const out = mask.hide('雪梅说李雪梅是快乐小屋，anna knows');
      for (const one of ['雪梅', '快乐小屋', 'anna']) assert.ok(!out.includes(one), out);
    });
  });

  describe('has no telephone, card, account or plate', () => {
    hides('打138 0013 8000', '138', '8000');
    hides('１３８００１３８０００', '１３８', '8000');
    hides('138-0013-8000', '0013');
    hides('1\u200B3800138000', '3800138000');
    hides('1️⃣3️⃣8️⃣00138000', '00138000');
    hides('幺三八零零幺三八零零零', '三八零零');
    hides('座机0755-88886666', '88886666');
    hides('身份证44030119900101123X', '4403', '1123');
    hides('卡号6222 0202 0001 2345 678', '6222', '2345');
    hides('微信号：zhang_san88', 'zhang_san88');
    hides('京A12345停在门口', 'A12345');
    hides('发我邮箱li.si@example.com', 'example', 'li.si');
    hides('看https://pay.example.com/a?room=1101', 'example', '1101');
  });

  describe('has no room', () => {
    hides('3-2-1101的水费', '1101', '3-2');
    hides('三号楼二单元一一零一', '三号楼', '一一零一');
    hides('3栋2单元1101室', '3栋', '1101');
    hides('住1101', '1101');
    hides('12#304', '304', '12#');
    hides('I live in 5-1-302', '302');
  });

  describe('has no sum, which says who somebody is and not what they mean', () => {
    hides('先交1288.05', '1288');
    hides('欠两千三百块', '两千三百');
  });

  it('keeps the day, which says what they mean', () => {
    for (const text of ['周五交', '下周三吧', '3月5日一定交', '2026-12-05交']) {
      assert.equal(maskOf().hide(text), text);
    }
  });

  it('keeps ordinary words, though they begin like names', () => {
    for (const text of [
      '余额不足',
      '马上交',
      '严重漏水',
      '高了',
      '找人工',
      '业主不在家',
      '老公失业了',
    ]) {
      assert.equal(maskOf().hide(text), text);
    }
  });

  it('comes back as it was, the same thing by the same mark', () => {
    const mask = maskOf(['李雪梅']);
    const said = ['李雪梅住3-2-1101', '打13800138000找李雪梅，3-2-1101'];
    const hidden = said.map((one) => mask.hide(one));
    assert.deepEqual(
      hidden.map((one) => mask.show(one)),
      said,
    );
    assert.equal(hidden.join('').split('〔姓名1〕').length - 1, 2);
  });

  it('a mark that was made up, by the resident or by the model, brings nothing back', () => {
    const mask = maskOf(['李雪梅']);
    assert.ok(!mask.hide('〔姓名1〕').includes('〔'));
    mask.hide('李雪梅');
    assert.equal(mask.show('〔姓名2〕来过'), undefined);
    assert.equal(mask.show('〔姓名1来过'), undefined);
  });
});
