import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { z } from 'zod';
import {
  KEY,
  type Loopback,
  openLoopback,
  sends,
} from '../perception/language-model/loopback-model.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', 'bot', 'commands', 'nuancui.ts');
const answered = z.object({ id: z.string(), label: z.string(), confidence: z.number() });

/** Plays the command on two texts: one the classifier knows, one it makes nothing of. */
async function classify(url: string, ...options: string[]) {
  const env = {
    ...process.env,
    NUANCUI_MODEL_URL: url,
    NUANCUI_MODEL_NAME: 'small',
    NUANCUI_MODEL_KEY: KEY,
  };
  const child = spawn(process.execPath, [PROGRAM, 'classify', ...options], { env });
  child.stdin.end('{"id":"a","text":"转人工"}\n{"id":"b","text":"qwrtzp"}\n');
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, told, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const lines = out.trim() === '' ? [] : out.trim().split('\n');
  return { lines: lines.map((line) => answered.parse(JSON.parse(line))), out, told, code };
}

describe('the command classify', function () {
  this.timeout(120_000);
  let loopback: Loopback;
  beforeEach(async () => {
    loopback = await openLoopback();
  });
  afterEach(async () => loopback.close());

  it('asks the configured model about what the classifier makes nothing of, and about nothing else', async () => {
    const { lines, code } = await classify(loopback.url);
    assert.equal(code, 0);
    assert.deepEqual(
      lines.map(({ id, label }) => [id, label]),
      [
        ['a', 'human_request'],
        ['b', 'hardship'],
      ],
    );
    assert.equal(loopback.requests.length, 1);
  });

  it('asks nobody with --embedded', async () => {
    const { lines } = await classify(loopback.url, '--embedded');
    assert.deepEqual(
      lines.map(({ label }) => label),
      ['human_request', 'thanks_ok'],
    );
    assert.equal(loopback.requests.length, 0);
  });

  it('says that the model is on and what became of questions, and never the key', async () => {
    loopback.behave(sends(401, `{"error":{"message":"Incorrect API key provided: ${KEY}"}}`));
    const { out, told, code } = await classify(loopback.url);
    assert.equal(code, 0);
    assert.ok(told.includes('"model":"on"') && told.includes('"status":401'), told);
    assert.ok(!out.includes(KEY) && !told.includes(KEY));
    assert.ok(!told.includes('qwrtzp'));
  });

  it('does nothing with a wrong setting, and names the variable', async () => {
    const { out, told, code } = await classify('http://models.example.com/v1');
    assert.deepEqual({ out, code }, { out: '', code: 2 });
    assert.ok(told.includes('NUANCUI_MODEL_URL') && !told.includes(KEY));
  });
});
