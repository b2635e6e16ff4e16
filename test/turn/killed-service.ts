// The service that the kill test kills: residents write without pause, and it says aloud what it has acknowledged.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSimulator } from '#channels/simulator/simulator.ts';
import { fen } from '#domain/money.ts';
import { openMediaFolder } from '#store/media/media-folder.ts';
import { openSqlite } from '#store/sqlite/open-sqlite.ts';
import { openHouse } from '#commands/open-house.ts';
import { systemClock } from '#commands/system-clock.ts';
import { createService } from '../../bot/service.ts';

const [folder = '', run = ''] = process.argv.slice(2);
const WORDS = ['多少钱', '我下周五交', '怎么缴', '好的谢谢'];

const store = await openSqlite({ file: join(folder, 'nuancui.db') });
const clock = systemClock();
const contacts = Array.from({ length: 12 }, (_, index) => `wx-${index}`);
const simulator = openSimulator({ clock, contacts });
// The residents' phones outlive the service: what they showed is kept outside of its store.
simulator.onMessage(({ from, contact, text }) => {
  const line = JSON.stringify({ from, contact, text });
  appendFileSync(join(folder, 'phones.jsonl'), `${line}\n`);
  if (from === 'us') waiting.get(contact)?.();
});

/** Residents who wait for an answer before they write again. */
const waiting = new Map<string, () => void>();

const service = createService({
  ...openHouse(),
  store,
  media: openMediaFolder(join(folder, 'media')),
  clock,
  engine: 'bot-framework',
  channels: [simulator.channel],
  report: (error) => process.stderr.write(`${String(error)}\n`),
});
await service.start();
process.stdout.write('ready\n');

async function live(contact: string, index: number): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    const id = `${run}-${index}-${turn}`;
    const answered = new Promise<void>((resolve) => waiting.set(contact, resolve));
    await simulator.say(contact, WORDS[turn % WORDS.length] ?? '', { id });
    process.stdout.write(`heard ${id}\n`);
    // Most wait for their answer; now and then somebody writes on at once.
    if (turn % 5 !== 4) await answered;
    if (turn % 3 !== 0) continue;
    const amount = fen(1);
    const payment = { householdId: contact, amount, period: null, source: 'billing' };
    const household = await store.read((tx) => tx.households.byRoom('kill', `1-1-${index}`));
    await service.confirmPayment({
      ...payment,
      householdId: household?.id ?? '',
      externalId: `receipt-${id}`,
    });
    process.stdout.write(`paid receipt-${id}\n`);
  }
}

await Promise.all(contacts.map(live));
