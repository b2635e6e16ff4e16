import { Command } from 'commander';
import { exportCommand } from './ledger/export.ts';
import { verifyCommand } from './ledger/verify.ts';

/** `nuancui ledger verify` and `nuancui ledger export` (contract: commands). */
export function ledgerCommand(): Command {
  return new Command('ledger')
    .description('the chain of evidence')
    .addCommand(verifyCommand())
    .addCommand(exportCommand());
}
