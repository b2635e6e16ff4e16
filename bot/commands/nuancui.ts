import { Command } from 'commander';
import { ContentError } from '#content/content-error.ts';
import { Fault } from '#errors';
import { benchCommand } from './bench.ts';
import { casesCommand } from './cases.ts';
import { classifyCommand } from './classify.ts';
import { evalCommand } from './eval.ts';
import { extractCommand } from './extract.ts';
import { guardCommand } from './guard.ts';
import { importCommand } from './import.ts';
import { ledgerCommand } from './ledger.ts';
import { limitationCommand } from './limitation.ts';
import { lintCommand } from './lint.ts';
import { startCommand } from './start.ts';

const program = new Command('nuancui')
  .description('reminds residents of overdue property fees, as a good steward would')
  .addCommand(startCommand())
  .addCommand(importCommand())
  .addCommand(classifyCommand())
  .addCommand(extractCommand())
  .addCommand(casesCommand())
  .addCommand(lintCommand())
  .addCommand(guardCommand())
  .addCommand(ledgerCommand())
  .addCommand(limitationCommand())
  .addCommand(evalCommand())
  .addCommand(benchCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Fault || error instanceof ContentError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
