import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { Fault } from '#errors';
import { readSigner } from '#ledger/signing-key.ts';
import { judgeCheckpoints } from '#ledger/judge-checkpoints.ts';
import { type ChainVerdict, verifyLedger } from '#ledger/verify.ts';
import { type PackBreak, checkPack } from '#papers/pack/check-pack.ts';
import { openStore } from '../open-store.ts';

interface Options {
  readonly json?: boolean;
  readonly data: string;
  readonly database?: string;
  readonly pack?: string;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'check every link of every chain and every signed checkpoint; exit 1 and the first entry that does not hold',
    )
    .option('--pack <file>', 'check an evidence pack instead, with nothing but the pack')
    .option('--json', 'machine-readable result, and nothing else')
    .option('--data <dir>', 'folder of the store', 'data')
    .option('--database <url>', 'a PostgreSQL database instead of the file')
    .action(async (options: Options) => {
      const { pack } = options;
      const ok = pack === undefined ? await verifyStore(options) : verifyPack(pack, options.json);
      process.exitCode = ok ? 0 : 1;
    });
}

async function verifyStore({ json, data, database }: Options): Promise<boolean> {
  const { genuine, spoiled } = judgeCheckpoints(data, readSigner(data)?.publicKey);
  const store = await openStore(data, database);
  try {
    const chains = await verifyLedger(store, genuine);
    const ok = spoiled.length === 0 && chains.every(({ broken }) => broken === null);
    if (json === true) {
      process.stdout.write(`${JSON.stringify({ ok, chains, checkpoints: { spoiled } })}\n`);
      return ok;
    }
    for (const chain of chains) process.stdout.write(`${toldOf(chain)}\n`);
    for (const { line, why } of spoiled) {
      process.stdout.write(`checkpoints: line ${line} does not hold: ${why}\n`);
    }
    if (chains.length === 0) process.stdout.write('the ledger is empty\n');
    return ok;
  } finally {
    await store.close();
  }
}

function toldOf({ estateId, entries, head, sealed, broken }: ChainVerdict): string {
  const until = broken?.until === undefined ? '' : ` (a checkpoint knows entry ${broken.until})`;
  const told = broken ? `does not hold at entry ${broken.seq}: ${broken.why}${until}` : 'holds';
  return `${estateId}: ${entries} entries, ${sealed} of them under a checkpoint, head ${head}, ${told}`;
}

function verifyPack(file: string, json: boolean | undefined): boolean {
  const verdict = checkPack(readText(file), file);
  if (json === true) {
    process.stdout.write(`${JSON.stringify(verdict)}\n`);
    return verdict.ok;
  }
  const { ok, entries, chain, fingerprint, broken } = verdict;
  const told = broken ? `does not hold ${placeOf(broken)}: ${broken.why}` : 'holds';
  process.stdout.write(
    `${file}: ${entries} entries of a chain of ${chain}, ${told}\nkey ${fingerprint}\n`,
  );
  return ok;
}

function placeOf({ seq }: PackBreak): string {
  return seq === null ? 'as a whole' : `at entry ${seq}`;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const right = 'an evidence pack that can be read';
    throw new Fault('INPUT_INVALID', { file, right }, { cause: error });
  }
}
