import { Command, CommanderError } from 'commander';
import { ContentError } from '#content/content-error.ts';
import { Fault } from '#errors';

/** A command is loaded when it is asked for: what the service needs takes seconds to load. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).startCommand(),
  staff: async () => (await import('./staff.ts')).staffCommand(),
  gateway: async () => (await import('./gateway.ts')).gatewayCommand(),
  import: async () => (await import('./import.ts')).importCommand(),
  imports: async () => (await import('./imports.ts')).importsCommand(),
  classify: async () => (await import('./classify.ts')).classifyCommand(),
  extract: async () => (await import('./extract.ts')).extractCommand(),
  cases: async () => (await import('./cases.ts')).casesCommand(),
  lint: async () => (await import('./lint.ts')).lintCommand(),
  guard: async () => (await import('./guard.ts')).guardCommand(),
  handbook: async () => (await import('./handbook.ts')).handbookCommand(),
  ledger: async () => (await import('./ledger.ts')).ledgerCommand(),
  codes: async () => (await import('./codes.ts')).codesCommand(),
  letter: async () => (await import('./letter.ts')).letterCommand(),
  limitation: async () => (await import('./limitation.ts')).limitationCommand(),
  'personal-data': async () => (await import('./personal-data.ts')).personalDataCommand(),
  wording: async () => (await import('./wording.ts')).wordingCommand(),
  erase: async () => (await import('./erase.ts')).eraseCommand(),
  report: async () => (await import('./report.ts')).reportCommand(),
  eval: async () => (await import('./eval.ts')).evalCommand(),
  bench: async () => (await import('./bench.ts')).benchCommand(),
};

const program = new Command('nuancui').description(
  'reminds residents of overdue property fees, as a good steward would',
);
const asked = process.argv[2] ?? '';
const wanted = Object.hasOwn(COMMANDS, asked) ? [asked] : Object.keys(COMMANDS);
for (const name of wanted) {
  const command = await COMMANDS[name]?.();
  if (command) program.addCommand(command);
}

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
