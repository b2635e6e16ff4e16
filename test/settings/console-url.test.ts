import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Fault } from '#errors';
import { readConsoleUrl } from '#settings';

const read = (NUANCUI_CONSOLE_URL: string) => readConsoleUrl({ NUANCUI_CONSOLE_URL });

describe('The address of the console for links', () => {
  it('is none where none is set', () => {
    assert.equal(readConsoleUrl({}), undefined);
    assert.equal(read(''), undefined);
  });

  it('is https, or plain http within the own network, with or without a stroke at the end', () => {
    assert.equal(read('https://console.example'), 'https://console.example');
    assert.equal(read('https://console.example:8443/'), 'https://console.example:8443');
    assert.equal(read('http://192.168.1.20:8080'), 'http://192.168.1.20:8080');
  });

  it('is refused with what would be right where it is anything else', () => {
    for (const wrong of [
      'console',
      'http://console.example',
      'https://a:b@c.example',
      'https://c.example/x',
    ]) {
      assert.throws(
        () => read(wrong),
        (error) => error instanceof Fault && error.code === 'SETTINGS_INVALID',
        wrong,
      );
    }
  });
});
