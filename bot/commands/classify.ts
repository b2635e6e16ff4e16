import { Command } from 'commander';
import { z } from 'zod';
import type { Verdict } from '#perception/label-rule.ts';
import { secondOpinion } from '#perception/second-opinion.ts';
import type { LanguageModel } from '#ports/language-model.ts';
import { readModelSettings } from '#settings';
import { openPerception } from './open-house.ts';
import { answerLines } from './json-lines.ts';
import { openModel } from './open-model.ts';
import { systemClock } from './system-clock.ts';

interface Options {
  readonly embedded?: boolean;
}

const line = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
});

/** `nuancui classify`: what residents mean, a text a line (contract: commands). */
export function classifyCommand(): Command {
  return new Command('classify')
    .description('JSON lines {"id"?,"text"} on standard input, the label of each out')
    .option('--embedded', 'only the embedded classifier, even where a language model is configured')
    .option('--json', 'as without it: the answers are JSON lines')
    .action(async ({ embedded }: Options) => {
      const settings = embedded === true ? undefined : readModelSettings(process.env);
      const model = settings && (await openModel(settings, systemClock()));
      const { perception } = openPerception();
      await answerLines(line, '{"id"?,"text"}', async ({ id, text }) => {
        const { label, confidence, also } = await meant(perception.classify(text), text, model);
        return { ...(id !== undefined && { id }), label, confidence: rounded(confidence), also };
      });
    });
}

/** The classifier's verdict, or the language model's where that one abstains. */
async function meant(verdict: Verdict, text: string, model?: LanguageModel): Promise<Verdict> {
  if (!verdict.abstained || !model || text.trim() === '') return verdict;
  const answer = await model.label({ text, awaiting: null, secrets: [] });
  return (answer.ok ? secondOpinion(verdict, answer) : undefined) ?? verdict;
}

function rounded(confidence: number): number {
  return Math.round(confidence * 10_000) / 10_000;
}
