import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { linkWithCode } from '#channels/wecom/wecom-settings.ts';
import { instant } from '#domain/time.ts';
import { readPaperWords } from '#papers/paper-words.ts';
import { slipOf, slipWithoutCode } from '#papers/slips/slip.ts';
import { newEstate } from '../contract/store/home.ts';

const words = readPaperWords(join(import.meta.dirname, '..', '..', 'locales'), 'zh-CN');
const LINK = 'https://work.weixin.qq.com/kfid/kfc1?enc_scene=ENC';

describe('A slip for a letter box', () => {
  const home = { code: 'ABCDEFGH23', room: '3-2-1101', expiresAt: instant(1_796_000_000_000) };

  it('carries the way into WeCom with its code, so that scanning is enough', () => {
    const link = linkWithCode(LINK, home.code);
    const slip = slipOf({ ...home, link }, newEstate(), words);
    const { searchParams } = new URL(slip.square);
    assert.deepEqual(
      [searchParams.get('enc_scene'), searchParams.get('scene_param')],
      ['ENC', home.code],
    );
    assert.match(slip.lines.join(''), /自动带上/u);
  });

  it('carries the code alone where no such way is set up', () => {
    const slip = slipOf({ ...home, link: null }, newEstate(), words);
    assert.equal(slip.square, home.code);
  });

  it('lets in nobody who finds that of a verified owner', () => {
    const slip = slipWithoutCode({ room: home.room, link: LINK }, newEstate(), words);
    assert.deepEqual([slip.code, slip.square], ['', LINK]);
  });
});
