import { Command } from 'commander';
import { verifyLedger } from '#ledger/verify.ts';
import { openStore } from './open-store.ts';

interface Options {
  readonly json?: boolean;
  readonly data: string;
}

/** `nuancui ledger verify`: whether the chain of evidence holds (contract: commands). */
export function ledgerCommand(): Command {
  const verify = new Command('verify')
    .description(
      'check every link of every chain; exit 1 and the first entry where it does not hold',
    )
    .option('--json', 'machine-readable result, and nothing else')
    .option('--data <dir>', 'folder of the store', 'data')
    .action(async ({ json, data }: Options) => {
      const store = await openStore(data);
      try {
        const chains = await verifyLedger(store);
        const ok = chains.every(({ broken }) => broken === null);
        if (json === true) process.stdout.write(`${JSON.stringify({ ok, chains })}\n`);
        else {
          for (const { estateId, entries, head, broken } of chains) {
            const told = broken ? `does not hold at entry ${broken.seq}: ${broken.why}` : 'holds';
            process.stdout.write(`${estateId}: ${entries} entries, head ${head}, ${told}\n`);
          }
          if (chains.length === 0) process.stdout.write('the ledger is empty\n');
        }
        process.exitCode = ok ? 0 : 1;
      } finally {
        await store.close();
      }
    });
  return new Command('ledger').description('the chain of evidence').addCommand(verify);
}
