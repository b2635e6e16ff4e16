import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { z } from 'zod';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';

/** How often the writer is killed, and after how many acknowledged writes; 0 kills it as it begins. */
const KILLS = [0, 1, 17, 0, 60, 3, 120, 0, 40, 9];

/** Writes of one life never reach the numbers of the next. */
const LIFE = 1_000_000;

const told = z.object({ kept: z.int() });

describe('a store whose process is killed', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'nuancui-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Lets a writer live until it has reported so many writes, or only until it opens the file. */
  async function live(file: string, life: number, writes: number): Promise<number[]> {
    const kept: number[] = [];
    const writer = fork(join(import.meta.dirname, 'store-writer.ts'), [file, String(life * LIFE)]);
    const ended = new Promise((resolve) => {
      writer.once('exit', resolve);
    });
    writer.on('message', (message) => {
      const { data } = told.safeParse(message);
      if (data) kept.push(data.kept);
      if (kept.length >= writes) writer.kill('SIGKILL');
    });
    await ended;
    return kept;
  }

  it('has everything it said it had, and nothing by halves', async () => {
    const file = join(folder, 'store.db');
    const kept: number[] = [];
    for (const [life, writes] of KILLS.entries()) kept.push(...(await live(file, life, writes)));
    const store = await openSqlite({ file });
    const lost: number[] = [];
    const halves: number[] = [];
    await store.read(async ({ documents }) => {
      for (const n of kept) if (!(await documents.get(`left:${n}`))) lost.push(n);
      for (let life = 0; life < KILLS.length; life += 1) {
        for (let n = life * LIFE; n < life * LIFE + 500; n += 1) {
          const left = await documents.get(`left:${n}`);
          const right = await documents.get(`right:${n}`);
          if ((left === undefined) !== (right === undefined)) halves.push(n);
        }
      }
    });
    await store.close();
    assert.ok(kept.length >= KILLS.reduce((sum, writes) => sum + writes, 0));
    assert.deepEqual(lost, []);
    assert.deepEqual(halves, []);
  }).timeout(120_000);
});
