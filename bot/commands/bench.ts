import { cpus, totalmem } from 'node:os';
import { Command } from 'commander';
import { Fault } from '#errors';
import { bootBench } from './bench/boot-bench.ts';
import type { Figure, Measure } from './bench/figure.ts';
import { classifyBench } from './bench/classify-bench.ts';
import { importBench } from './bench/import-bench.ts';
import { ledgerBench } from './bench/ledger-bench.ts';
import { memoryBench } from './bench/memory-bench.ts';
import { planBench } from './bench/plan-bench.ts';
import { latencyBench, turnBench } from './bench/turn-bench.ts';

/** Which measurement gives which figure (contract: benchmark figures). */
const MEASURES: Readonly<Record<string, Measure>> = {
  turn: turnBench,
  'turn-durable': turnBench,
  'turn-latency': latencyBench,
  classify: classifyBench,
  plan: planBench,
  import: importBench,
  'ledger-append': ledgerBench,
  'ledger-verify': ledgerBench,
  boot: bootBench,
  memory: memoryBench,
};

interface Options {
  readonly json?: boolean;
  readonly smoke?: boolean;
}

/** `nuancui bench [NAME…]`: the named figures, each beside its floor. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('measure the named figures, each beside a floor of the same run')
    .argument('[name...]', `figures: ${Object.keys(MEASURES).join(', ')}`)
    .option('--json', 'one JSON object, and nothing else')
    .option('--smoke', 'a short run that only shows that the measurement works')
    .action(async (names: string[], options: Options) => run(names, options));
}

async function run(names: readonly string[], { json, smoke }: Options): Promise<void> {
  const wanted = names.length > 0 ? names : Object.keys(MEASURES);
  const measures = new Set<Measure>();
  for (const name of wanted) {
    const measure = MEASURES[name];
    const right = Object.keys(MEASURES).join(', ');
    if (!measure) throw new Fault('INPUT_INVALID', { figure: name, right });
    measures.add(measure);
  }
  const figures: Record<string, Figure> = {};
  for (const measure of measures) {
    Object.assign(figures, await measure(smoke === true ? 'smoke' : 'full'));
  }
  const [cpu] = cpus();
  const machine = {
    cores: cpus().length,
    cpu: cpu?.model ?? '',
    memory: totalmem(),
    node: process.version,
  };
  if (json === true) process.stdout.write(`${JSON.stringify({ machine, figures })}\n`);
  else {
    for (const [name, figure] of Object.entries(figures)) {
      process.stdout.write(`${name}: ${JSON.stringify(figure)}\n`);
    }
  }
}
