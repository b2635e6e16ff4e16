import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..', '..');
const SAID = '楼上漏水三个月没人管，这种服务我不会交钱';
const NOTED = '这户爱清静，别打电话';
const GUESSED = 'a password somebody mistyped';
const DEMO = 'nuancui-demo';

const signedIn = z.object({ csrf: z.string() });
const residents = z.object({
  items: z.array(z.object({ contact: z.string(), name: z.string(), room: z.string() })),
});

/** What the service prints and logs, from its first line to its last. */
describe('What the running service writes down about itself', function () {
  this.timeout(120_000);
  let folder: string;
  let child: ChildProcess;
  let address = '';
  let written = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nuancui-log-'));
    const program = join(ROOT, 'bot', 'commands', 'nuancui.ts');
    child = spawn(process.execPath, [program, 'start', '--demo', '--port', '0', '--data', folder]);
    address = await new Promise((resolve) => {
      const take = (chunk: Buffer) => {
        written += chunk.toString('utf8');
        const found = /running: (\S+)[\s\S]*Demo: /u.exec(written)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout?.on('data', take);
      child.stderr?.on('data', take);
    });
  });

  after(async () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('holds no password, no token, no phone number, no name and no words, whatever goes wrong', async () => {
    const post = async (path: string, body: string, headers: Record<string, string> = {}) =>
      fetch(`${address}${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
    await post('/api/login', JSON.stringify({ login: 'wang', password: GUESSED }));
    const entered = await post('/api/login', JSON.stringify({ login: 'wang', password: DEMO }));
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const { csrf } = signedIn.parse(await entered.json());
    const ours = { cookie, 'x-csrf-token': csrf };

    const told = await fetch(`${address}/api/simulator/residents`, { headers: ours });
    const [resident] = residents.parse(await told.json()).items;
    assert.ok(resident);
    const phone = `/api/simulator/residents/${encodeURIComponent(resident.contact)}`;
    assert.equal((await post(`${phone}/say`, JSON.stringify({ text: SAID }), ours)).status, 200);
    await post(`${phone}/say`, `{"text": "${SAID}`, ours);
    await post(`${phone}/payment`, JSON.stringify({ amount: SAID }), ours);
    await post('/api/conversations/unknown/note', JSON.stringify({ text: NOTED }), ours);
    await post('/api/imports/commit', JSON.stringify({ token: csrf }), ours);
    await post(`/api/login?password=${encodeURIComponent(GUESSED)}`, '{}');
    await fetch(`${address}/${encodeURIComponent(SAID)}`, { headers: ours });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;

    const token = cookie.split('=')[1] ?? '';
    assert.ok(token.length > 20 && csrf.length > 20);
    for (const secret of [GUESSED, token, csrf, SAID, NOTED, resident.name, resident.room]) {
      assert.ok(!written.includes(secret), secret);
    }
    assert.doesNotMatch(written, /(?<!\d)1[3-9]\d{9}(?!\d)/u);
  });
});
