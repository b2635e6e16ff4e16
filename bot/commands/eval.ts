import { Command } from 'commander';
import { readUtterances } from '#perception/language-data.ts';
import { LABELS, type Label } from '#domain/label.ts';
import { matrixLines } from './eval/confusion-matrix.ts';
import { type LabelledText, readLabelledTexts } from './eval/labelled-texts.ts';
import { nearTo } from './eval/near-text.ts';
import { scoreLines } from './eval/print-score.ts';
import { trainRival } from './eval/rival.ts';
import { type Judged, type Score, scoreAll } from './eval/score.ts';
import { LOCALES, openPerception } from './open-house.ts';

interface Options {
  readonly json?: boolean;
  readonly rival: boolean;
  readonly wrong?: boolean;
}

/** How often every text is read for the time of one. */
const ROUNDS = 10;

/** `nuancui eval FILE…`: how well the embedded classifier understands labelled texts, beside nlp.js on the same data. */
export function evalCommand(): Command {
  return new Command('eval')
    .description(
      'measure the embedded classifier on labelled texts, beside nlp.js on the same data',
    )
    .argument('<file...>', 'JSON lines {"text","label","style"?}')
    .option('--no-rival', 'without the comparison, which trains for some ten seconds')
    .option('--wrong', 'also list every text that was taken for something else')
    .option('--json', 'one JSON object a file, and nothing else')
    .action(async (files: string[], options: Options) => {
      const sets = files.map((file) => ({ file, texts: readLabelledTexts(file) }));
      const { perception } = openPerception();
      const trained = readUtterances(LOCALES);
      const isNear = nearTo(trained.map(({ text }) => text));
      const rival = options.rival ? await trainRival(trained) : undefined;
      for (const { file, texts } of sets) {
        const judged = texts.map((one): Judged => {
          const { label, confidence, abstained } = perception.classify(one.text);
          return { ...one, got: label, confidence, abstained };
        });
        const score = scoreAll(judged);
        const near = judged.filter(({ text }) => isNear(text)).length;
        const microseconds = timeOf(texts, (text) => perception.classify(text));
        const compared = rival && { name: rival.name, ...(await compare(texts, rival.label)) };
        if (options.json === true) {
          const whole = { file, ...score, near, microseconds, rival: compared };
          process.stdout.write(`${JSON.stringify(whole)}\n`);
          continue;
        }
        const lines = [
          `# ${file}`,
          ...scoreLines(score),
          '',
          ...matrixLines(judged),
          '',
          `nearly as in training       ${near} of ${texts.length}`,
          `time                        ${microseconds.toFixed(1)} µs a text, ${Math.round(1e6 / microseconds)} texts/s`,
          ...(compared ? [rivalLine(compared.name, compared)] : []),
          ...(options.wrong === true ? ['', ...wrongLines(judged)] : []),
          '',
        ];
        process.stdout.write(`${lines.join('\n')}\n`);
      }
    });
}

function timeOf(texts: readonly LabelledText[], read: (text: string) => unknown): number {
  const begun = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) for (const { text } of texts) read(text);
  return ((performance.now() - begun) * 1000) / (ROUNDS * texts.length);
}

async function compare(
  texts: readonly LabelledText[],
  label: (text: string) => Promise<string>,
): Promise<Pick<Score, 'accuracy' | 'macroF1'>> {
  const judged: Judged[] = [];
  for (const one of texts) {
    const said = await label(one.text);
    const got: Label = LABELS.find((known) => known === said) ?? 'other';
    judged.push({ ...one, got, confidence: 1, abstained: false });
  }
  const { accuracy, macroF1 } = scoreAll(judged);
  return { accuracy, macroF1 };
}

function rivalLine(
  name: string,
  { accuracy, macroF1 }: Pick<Score, 'accuracy' | 'macroF1'>,
): string {
  return `${name.padEnd(27)} accuracy ${(100 * accuracy).toFixed(1)} %, macro-F1 ${macroF1.toFixed(3)}`;
}

function wrongLines(judged: readonly Judged[]): string[] {
  return judged
    .filter(({ label, got }) => label !== got)
    .map(
      ({ label, got, confidence, text }) => `${label} → ${got} ${confidence.toFixed(2)} ${text}`,
    );
}
