import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Fault } from '#errors';
import { readModelSettings } from '#settings';

const RIGHT = { NUANCUI_MODEL_URL: 'https://models.example.com/v1', NUANCUI_MODEL_NAME: 'small' };

function isRefused(change: Record<string, string>, variable: string): void {
  it(`${Object.entries(change).join(' ')} is refused by the name of ${variable}`, () => {
    assert.throws(
      () => readModelSettings({ ...RIGHT, ...change }),
      (fault) =>
        fault instanceof Fault &&
        fault.code === 'SETTINGS_INVALID' &&
        fault.message.includes(`variable=${variable};`),
    );
  });
}

describe('the settings of the language model', () => {
  it('are none where nothing is set: the model is off', () => {
    assert.equal(readModelSettings({ PATH: '/bin', NUANCUI_MODEL_URL: '' }), undefined);
  });

  it('need no more than address and name', () => {
    assert.deepEqual(readModelSettings(RIGHT), {
      url: RIGHT.NUANCUI_MODEL_URL,
      name: 'small',
      key: undefined,
      format: 'schema',
      timeoutMs: 3000,
      daily: { calls: 1000, tokens: 1_000_000, cost: undefined },
      price: { input: 0, output: 0 },
    });
  });

  it('count money in fen', () => {
    const settings = readModelSettings({
      ...RIGHT,
      NUANCUI_MODEL_DAILY_YUAN: '5.00',
      NUANCUI_MODEL_PRICE_IN: '1',
      NUANCUI_MODEL_PRICE_OUT: '2.5',
    });
    assert.equal(settings?.daily.cost, 500);
    assert.deepEqual(settings.price, { input: 100, output: 250 });
  });

  it('allow http within the own network', () => {
    for (const url of [
      'http://127.0.0.1:11434/v1',
      'http://192.168.1.9/v1',
      'http://ollama:11434',
    ]) {
      assert.equal(readModelSettings({ ...RIGHT, NUANCUI_MODEL_URL: url })?.url, url);
    }
  });

  isRefused({ NUANCUI_MODEL_URL: 'http://models.example.com/v1' }, 'NUANCUI_MODEL_URL');
  isRefused({ NUANCUI_MODEL_URL: 'https://user:pass@models.example.com' }, 'NUANCUI_MODEL_URL');
  isRefused({ NUANCUI_MODEL_URL: 'models' }, 'NUANCUI_MODEL_URL');
  isRefused({ NUANCUI_MODEL_NAME: '' }, 'NUANCUI_MODEL_NAME');
  isRefused({ NUANCUI_MODEL_FORMAT: 'xml' }, 'NUANCUI_MODEL_FORMAT');
  isRefused({ NUANCUI_MODEL_TIMEOUT_MS: '60000' }, 'NUANCUI_MODEL_TIMEOUT_MS');
  isRefused({ NUANCUI_MODEL_DAILY_CALLS: '0' }, 'NUANCUI_MODEL_DAILY_CALLS');
  isRefused({ NUANCUI_MODEL_DAILY_TOKENS: 'many' }, 'NUANCUI_MODEL_DAILY_TOKENS');
  isRefused({ NUANCUI_MODEL_PRICE_IN: '-1' }, 'NUANCUI_MODEL_PRICE_IN');
  isRefused({ NUANCUI_MODEL_DAILY_YUAN: '5.00' }, 'NUANCUI_MODEL_DAILY_YUAN');
  isRefused({ NUANCUI_MODEL_DAYLY_CALLS: '5' }, 'NUANCUI_MODEL_DAYLY_CALLS');

  it('never show the key, however wrong it is', () => {
    const key = 'sk-secret with a space';
    assert.throws(
      () => readModelSettings({ ...RIGHT, NUANCUI_MODEL_KEY: key }),
      (fault) => {
        assert.ok(fault instanceof Fault);
        assert.ok(fault.message.includes('NUANCUI_MODEL_KEY'));
        assert.ok(!JSON.stringify([fault.message, fault.details, fault.stack]).includes('secret'));
        return true;
      },
    );
  });
});
