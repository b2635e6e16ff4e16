import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { withoutPhones } from '#console/server/view/masked-phone.ts';
import { DAY_MS, later } from '#domain/time.ts';
import { holdThings } from './held-things.ts';
import { type Browser, type Console, MORNING, openConsole } from './open-console.ts';

const NOTE = '这户下周才回来';

describe('a conversation that is taken out of the house', () => {
  let desk: Console;
  let chen: Browser;
  let path: string;

  async function hear(
    text: string,
    at = MORNING,
    kind: 'text' | 'image' = 'text',
  ): Promise<string> {
    const conversationId = desk.peach.conversation.id;
    const channelMessageId = `m-${text}`;
    await desk.store.write((tx) =>
      tx.inbox.store('wechat', {
        conversationId,
        channelMessageId,
        kind,
        origin: 'resident',
        text,
        sentAt: at,
        receivedAt: at,
      }),
    );
    return channelMessageId;
  }

  beforeEach(async () => {
    desk = await openConsole();
    await hear('', MORNING, 'image');
    await holdThings(desk, desk.peach);
    chen = await desk.signIn('chen');
    path = `/api/conversations/${desk.peach.conversation.id}`;
    await hear('我的电话是 138 1234 5678，打不通找我爱人13912345678🙏');
    const taken = await hear('我骗你的', later(MORNING, DAY_MS));
    await desk.store.write(async (tx) => {
      await tx.inbox.recall('wechat', taken);
      await tx.notes.put({
        id: 'n',
        conversationId: desk.peach.conversation.id,
        staffId: 'wang',
        text: NOTE,
        at: later(MORNING, 1),
      });
    });
  });
  afterEach(async () => desk.close());

  /** The PDF, and its words as poppler reads them back; undefined where poppler is not installed. */
  async function pdf(query = ''): Promise<{ head: string; text: string | undefined }> {
    const { cookie } = chen;
    const url = `${path}/transcript.pdf${query}`;
    const answer = await desk.server.inject({ url, headers: { cookie } });
    assert.equal(answer.statusCode, 200, answer.payload.slice(0, 200));
    assert.equal(answer.headers['content-type'], 'application/pdf');
    assert.match(
      String(answer.headers['content-disposition']),
      /^attachment; filename="conversation-[\w-]+\.pdf"$/u,
    );
    const ran = spawnSync('pdftotext', ['-layout', '-', '-'], { input: answer.rawPayload });
    const read = ran.error === undefined && ran.status === 0;
    const head = answer.rawPayload.subarray(0, 5).toString();
    return { head, text: read ? ran.stdout.toString() : undefined };
  }

  const exports = async () =>
    (await desk.store.read((tx) => tx.audit.newest(50, Infinity))).filter(
      ({ act }) => act === 'export',
    );

  it('as a PDF says who said what when, as of when, and who took it', async function () {
    const { head, text } = await pdf();
    assert.equal(head, '%PDF-');
    if (text === undefined) return this.skip();
    for (const part of [
      '会话记录',
      '桃园 3-2-1101',
      '截至 2026-11-23 10:00',
      '由小陈导出',
      '2026-11-23',
      '2026-11-24',
      '10:00 住户 李四',
      '[图片] a.png',
      '我骗你的',
      '对方已撤回',
      '第 1 页，共 1 页',
      '不含同事的内部备注',
    ]) {
      assert.ok(text.replaceAll(/[ \u3000]+/gu, ' ').includes(part), `${part}\n${text}`);
    }
  });

  it('names no telephone number, and says so', async function () {
    const { text } = await pdf();
    if (text === undefined) return this.skip();
    assert.match(text, /138\*{4}5678/u);
    assert.doesNotMatch(text, /1381234|138 1234|13912345678/u);
    assert.match(text, /手机号码已遮住/u);
    assert.match(text, /\[U\+1F64F\]/u);
  });

  it('leaves colleagues’ notes in the house unless they are asked for', async function () {
    const [without, withNotes] = [await pdf(), await pdf('?notes=with')];
    if (without.text === undefined || withNotes.text === undefined) return this.skip();
    assert.ok(!without.text.includes(NOTE));
    assert.ok(withNotes.text.includes(NOTE));
    assert.match(withNotes.text, /含同事的内部备注，请勿交给住户/u);
  });

  it('speaks the language it is asked for', async function () {
    const { text } = await pdf('?locale=en');
    if (text === undefined) return this.skip();
    assert.match(text, /exported by 小陈/u);
    assert.match(text, /Resident 李四/u);
    const { statusCode } = await desk.server.inject({
      url: `${path}/transcript.pdf?locale=../../etc`,
      headers: { cookie: chen.cookie },
    });
    assert.equal(statusCode, 400);
  });

  it('is on record each time, with who took it and how', async () => {
    await pdf();
    await pdf('?notes=with');
    await chen.get(`${path}/export`);
    assert.deepEqual(
      (await exports()).map(({ actor, subject, after }) => [actor, subject, after]),
      ['json', 'pdf, with notes', 'pdf, without notes'].map((how) => [
        'chen',
        desk.peach.conversation.id,
        how,
      ]),
    );
  });

  it('is not there for other estates, and leaves no record of the try', async () => {
    const plum = await desk.signIn('clerk-of-plum');
    for (const way of ['export', 'transcript.pdf']) {
      assert.equal((await plum.get(`${path}/${way}`)).status, 404);
    }
    assert.deepEqual(await exports(), []);
  });
});

describe('a number in words', () => {
  it('is masked however it is written, and nothing else is', () => {
    assert.equal(withoutPhones('打13800138000或138-0013-8000'), '打138****8000或138****8000');
    for (const text of ['2026-11-23', '欠费 1288.00', '合同 20260113800138000123', '3-2-1101']) {
      assert.equal(withoutPhones(text), text);
    }
  });
});
