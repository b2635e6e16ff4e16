import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { openSigner } from '#ledger/signing-key.ts';
import { findAccount } from '#papers/find-account.ts';
import { makePack } from '#papers/pack/make-pack.ts';
import { packPdf } from '#papers/pack/pack-pdf.ts';
import type { EvidencePack } from '#papers/pack/pack-schema.ts';
import { SECTION_OF } from '#papers/pack/pack-section.ts';
import { readPaperWords } from '#papers/paper-words.ts';
import { LOCALES } from '#commands/open-house.ts';
import { LEDGER_TYPES } from '#ports/store/ledger.ts';
import { type LivedInHouse, openLivedInHouse, words } from './lived-in-house.ts';

const TOOLS = ['bash', 'jq', 'openssl', 'xxd', 'sha256sum'];
const missing = TOOLS.filter((tool) => spawnSync('which', [tool]).status !== 0);

describe('A stranger with a pack and common tools', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'nuancui-stranger-'));
  let home: LivedInHouse;
  let pack: EvidencePack;

  before(async function prepare() {
    if (missing.length > 0) {
      assert.notEqual(process.env['NUANCUI_NO_SKIP'], '1', `demanded here: ${missing.join()}`);
      this.skip();
    }
    home = await openLivedInHouse();
    for (const who of [home.wang, home.li]) await home.service.orderReminder(who.id, 'wang');
    await home.service.pump.settle();
    await home.say('li', '我下周五交，一定"交"\n谢谢😀');
    const account = await home.store.read((tx) => findAccount(tx, '3-2-1101', undefined));
    const parts = { store: home.store, signer: openSigner(home.folder), words, checkpoints: [] };
    pack = await makePack(parts, account, home.clock.now());
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await home?.close();
    home?.remove();
  });

  /** Runs the commands that stand in the pack, as they stand there. */
  function follow(given: EvidencePack): string[] {
    writeFileSync(join(folder, 'pack.json'), `${JSON.stringify(given, null, 1)}\n`);
    const commands = pack.howToCheck.flatMap((line) => /^\$ (.*)$/su.exec(line)?.[1] ?? []);
    assert.ok(commands.length >= 11);
    const { stdout, stderr } = spawnSync('bash', ['-c', commands.join('\n')], {
      cwd: folder,
      encoding: 'utf8',
    });
    return `${stdout}${stderr}`.trim().split('\n');
  }

  it('comes to the hashes, the root, the signatures and the fingerprint that stand in it', () => {
    const [first] = pack.entries;
    const told = pack.texts.find(({ salt }) => salt !== undefined);
    const body = pack.entries.find(({ seq }) => seq === told?.seq)?.body ?? '';
    const digest = /"text":"([0-9a-f]{64})"/u.exec(body)?.[1];
    const { root } = pack.checkpoint;
    const verified = 'Signature Verified Successfully';
    const print = pack.fingerprint.replaceAll('-', '');
    const { hash } = first ?? assert.fail('a pack without entries');
    assert.deepEqual(follow(pack), [
      hash,
      hash,
      root,
      root,
      verified,
      verified,
      print,
      digest,
      digest,
    ]);
  });

  it('can do so for another entry of it', () => {
    for (const n of [1, pack.entries.length - 1]) {
      const { seq, hash } = pack.entries[n] ?? assert.fail(`no entry ${n}`);
      const only = { ...pack, entries: pack.entries.slice(n, n + 1) };
      const [made, known, root] = follow(only);
      assert.deepEqual([made, known, root], [hash, hash, pack.checkpoint.root], `entry ${seq}`);
    }
  });

  it('sees that something was changed', () => {
    const books = { ...pack.books, open: '1.00' };
    const [made, known, , , , signature] = follow({ ...pack, books });
    assert.equal(made, known);
    assert.match(signature ?? '', /Verification Failure/u);
    const [entry, ...others] = pack.entries;
    assert.ok(entry);
    const forged = { ...entry, body: entry.body.replace('}', ',"x":1}') };
    const [changed, kept] = follow({ ...pack, entries: [forged, ...others] });
    assert.notEqual(changed, kept);
  });

  it('is told the same in both languages: the commands are equal', () => {
    const english = readPaperWords(LOCALES, 'en');
    const lines = pack.howToCheck.map((_, n) =>
      english.say(`check.${n + 1}`, { fingerprint: pack.fingerprint }),
    );
    const commands = (all: readonly string[]) => all.filter((line) => line.startsWith('$ '));
    assert.deepEqual(commands(lines), commands(pack.howToCheck));
  });

  it('finds every kind of entry in the paper as well as in the proof', async () => {
    assert.deepEqual(Object.keys(SECTION_OF).toSorted(), [...LEDGER_TYPES].toSorted());
    const file = join(folder, 'pack.pdf');
    writeFileSync(file, await packPdf(pack, words));
    for (const type of LEDGER_TYPES) assert.notEqual(words.label('event', type), type, type);
  });
});
