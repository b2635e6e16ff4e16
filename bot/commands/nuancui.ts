import { Command, CommanderError } from 'commander';
import { ContentError } from '#content/content-error.ts';
import { Fault } from '#errors';
import { benchCommand } from './bench.ts';
import { casesCommand } from './cases.ts';
import { classifyCommand } from './classify.ts';
import { eraseCommand } from './erase.ts';
import { codesCommand } from './codes.ts';
import { evalCommand } from './eval.ts';
import { extractCommand } from './extract.ts';
import { gatewayCommand } from './gateway.ts';
import { guardCommand } from './guard.ts';
import { handbookCommand } from './handbook.ts';
import { importCommand } from './import.ts';
import { ledgerCommand } from './ledger.ts';
import { letterCommand } from './letter.ts';
import { limitationCommand } from './limitation.ts';
import { lintCommand } from './lint.ts';
import { personalDataCommand } from './personal-data.ts';
import { reportCommand } from './report.ts';
import { staffCommand } from './staff.ts';
import { startCommand } from './start.ts';

const program = new Command('nuancui')
  .description('reminds residents of overdue property fees, as a good steward would')
  .addCommand(startCommand())
  .addCommand(staffCommand())
  .addCommand(gatewayCommand())
  .addCommand(importCommand())
  .addCommand(classifyCommand())
  .addCommand(extractCommand())
  .addCommand(casesCommand())
  .addCommand(lintCommand())
  .addCommand(guardCommand())
  .addCommand(handbookCommand())
  .addCommand(ledgerCommand())
  .addCommand(codesCommand())
  .addCommand(letterCommand())
  .addCommand(limitationCommand())
  .addCommand(personalDataCommand())
  .addCommand(eraseCommand())
  .addCommand(reportCommand())
  .addCommand(evalCommand())
  .addCommand(benchCommand());

/** What is asked wrongly could not be done, like everything else that could not: the status is 2, not commander's 1. */
function answerForIt(command: Command): void {
  command.exitOverride();
  command.commands.forEach(answerForIt);
}
answerForIt(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  if (!(error instanceof Fault || error instanceof ContentError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
