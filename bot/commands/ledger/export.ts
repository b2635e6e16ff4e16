import { Command } from 'commander';
import { addCheckpoint } from '#ledger/checkpoint-file.ts';
import { judgeCheckpoints } from '#ledger/judge-checkpoints.ts';
import { openSigner } from '#ledger/signing-key.ts';
import { findAccount } from '#papers/find-account.ts';
import { makePack } from '#papers/pack/make-pack.ts';
import type { EvidencePack } from '#papers/pack/pack-schema.ts';
import { type PaperWords, readPaperWords } from '#papers/paper-words.ts';
import { LOCALES } from '../open-house.ts';
import { openKnownStore } from '../open-store.ts';
import { systemClock } from '../system-clock.ts';
import { endingOf, writeWhole } from '../write-whole.ts';

interface Options {
  readonly account: string;
  readonly out: string;
  readonly estate?: string;
  readonly data: string;
  readonly database?: string;
}

export function exportCommand(): Command {
  return new Command('export')
    .description("one household's evidence, signed, to be checked by anybody without the service")
    .requiredOption('--account <room>', 'the room, as in the arrears workbook')
    .requiredOption('--out <file>', 'where to write it: .json to be checked, .pdf to be read')
    .option('--estate <name>', 'needed only where two estates have the room')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--database <url>', 'a PostgreSQL database instead of the file')
    .action(exportPack);
}

async function exportPack({ account, out, estate, data, database }: Options): Promise<void> {
  const ending = endingOf(out, ['.json', '.pdf']);
  const words = readPaperWords(LOCALES, 'zh-CN');
  const store = await openKnownStore(data, database);
  try {
    const found = await store.read((tx) => findAccount(tx, account, estate));
    const signer = openSigner(data);
    const { genuine } = judgeCheckpoints(data, signer.publicKey);
    const parts = { store, signer, words, checkpoints: genuine };
    const pack = await makePack(parts, found, systemClock().now());
    const bytes =
      ending === '.pdf' ? await printed(pack, words) : `${JSON.stringify(pack, null, 1)}\n`;
    await writeWhole(out, bytes, async () => addCheckpoint(data, pack.checkpoint));
    process.stdout.write(
      `${out}: ${pack.entries.length} entries of a chain of ${pack.checkpoint.seq}, key ${pack.fingerprint}\n`,
    );
  } finally {
    await store.close();
  }
}

async function printed(pack: EvidencePack, words: PaperWords): Promise<Buffer> {
  const { packPdf } = await import('#papers/pack/pack-pdf.ts');
  return packPdf(pack, words);
}
