import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { LABELS } from '#domain/label.ts';
import type { Silence } from '#ports/language-model.ts';
import {
  type Behaviour,
  KEY,
  type Loopback,
  PLAIN,
  answers,
  openLoopback,
  openModelAt,
  readRequest,
  says,
  sends,
} from './loopback-model.ts';

const SOON = { timeoutMs: 60 };

const redirect: Behaviour = (response) =>
  response.writeHead(307, { location: 'http://127.0.0.1:9/v1/chat/completions' }).end();

describe('the language model over its real SDK', () => {
  let loopback: Loopback;
  beforeEach(async () => {
    loopback = await openLoopback();
  });
  afterEach(async () => loopback.close());

  it('answers with a label of the list and how sure it is', async () => {
    const { model, noted } = openModelAt(loopback.url);
    assert.deepEqual(await model.label(PLAIN), {
      ok: true,
      label: 'hardship',
      certainty: 'sure',
    });
    assert.deepEqual(noted, [{ outcome: 'answered' }]);
    assert.equal(loopback.last.path, '/v1/chat/completions');
    assert.equal(loopback.last.authorization, `Bearer ${KEY}`);
  });

  it('is asked by a strict schema that allows the labels and nothing else', async () => {
    await openModelAt(loopback.url).model.label(PLAIN);
    const { whole } = readRequest(loopback.last);
    const text = JSON.stringify(whole);
    assert.ok(text.includes(`"enum":${JSON.stringify(LABELS)}`));
    assert.ok(text.includes('"strict":true') && text.includes('"additionalProperties":false'));
  });

  it('is asked for plain JSON where the endpoint knows no schemas, and is checked all the same', async () => {
    const { model } = openModelAt(loopback.url, { settings: { format: 'json' } });
    assert.equal((await model.label(PLAIN)).ok, true);
    assert.ok(loopback.last.body.includes('{"type":"json_object"}'));
    loopback.behave(answers({ label: 'pay_now', certainty: 'sure' }));
    assert.deepEqual(await model.label(PLAIN), { ok: false, why: 'unusable' });
  });

  it('needs no key where the endpoint wants none', async () => {
    const { model } = openModelAt(loopback.url, { settings: { key: undefined } });
    assert.equal((await model.label(PLAIN)).ok, true);
    assert.equal(loopback.last.authorization, undefined);
  });

  const never: Behaviour = () => undefined;
  const slowBody: Behaviour = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"choices":');
  };
  const endless: Behaviour = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const part = ' '.repeat(64 * 1024);
    const more = (): void => {
      if (!response.destroyed) response.write(part, more);
    };
    more();
  };
  const broken: readonly (readonly [string, Behaviour, Silence])[] = [
    [
      'a label that is none of ours',
      answers({ label: 'delete_debt', certainty: 'sure' }),
      'unusable',
    ],
    ['an answer of another shape', answers({ labels: ['forgot'] }), 'unusable'],
    ['text instead of JSON', says('I think they forgot.'), 'unusable'],
    [
      'an answer that was cut short',
      says('{"label":"forg', { finish_reason: 'length' }),
      'unusable',
    ],
    [
      'a refusal',
      says('', { message: { role: 'assistant', content: null, refusal: 'I cannot' } }),
      'unusable',
    ],
    ['no choice at all', sends(200, '{"choices":[]}'), 'unusable'],
    ['JSON that is no completion', sends(200, '[]'), 'unusable'],
    ['broken JSON', sends(200, '{"choices"'), 'unusable'],
    ['a page in place of an answer', sends(200, '<html>', 'text/html'), 'unusable'],
    ['an unknown key', sends(401, `{"error":{"message":"wrong key ${KEY}"}}`), 'refused'],
    ['too many questions', sends(429, '{"error":{"message":"slow down"}}'), 'refused'],
    ['a broken server', sends(500, 'oops', 'text/plain'), 'refused'],
    ['a cut connection', (response) => response.destroy(), 'unreachable'],
    ['a redirection elsewhere', redirect, 'unreachable'],
    ['an answer without end', endless, 'unreachable'],
  ];
  for (const [what, behaviour, why] of broken) {
    it(`${what} is no answer, asked once, and told without a word of key or question`, async () => {
      loopback.behave(behaviour);
      const { model, noted, reported } = openModelAt(loopback.url);
      assert.equal((await model.label(PLAIN)).ok, false);
      assert.equal(noted[0]?.outcome, why);
      assert.equal(loopback.requests.length, 1);
      const told = JSON.stringify([noted, reported]);
      assert.ok(!told.includes(KEY) && !told.includes(PLAIN.text));
    });
  }

  for (const [what, behaviour] of [
    ['an endpoint that never answers', never],
    ['an answer that begins in time and does not end', slowBody],
  ] as const) {
    it(`${what} is late, and holds nobody longer than it may`, async () => {
      loopback.behave(behaviour);
      const { model } = openModelAt(loopback.url, { settings: SOON });
      assert.deepEqual(await model.label(PLAIN), { ok: false, why: 'late' });
    });
  }

  it('an endpoint that is not there is no answer', async () => {
    await loopback.close();
    const { model } = openModelAt(loopback.url);
    assert.deepEqual(await model.label(PLAIN), { ok: false, why: 'unreachable' });
    loopback = await openLoopback();
  });

  it('a fifth question at once is not asked', async () => {
    loopback.behave(never);
    const { model } = openModelAt(loopback.url, { settings: SOON });
    const all = await Promise.all(Array.from({ length: 5 }, async () => model.label(PLAIN)));
    assert.deepEqual(
      all.map((one) => (one.ok ? 'answered' : one.why)),
      ['late', 'late', 'late', 'late', 'busy'],
    );
  });

  it('the status of a refusal is told, so that a wrong key can be found', async () => {
    loopback.behave(sends(401, '{}'));
    const { model, noted } = openModelAt(loopback.url);
    await model.label(PLAIN);
    assert.deepEqual(noted, [{ outcome: 'refused', status: 401 }]);
  });
});
