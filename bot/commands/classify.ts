import { Command } from 'commander';
import { z } from 'zod';
import { openPerception } from './open-house.ts';
import { answerLines } from './json-lines.ts';

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
    .action(async () => {
      const { perception } = openPerception();
      await answerLines(line, '{"id"?,"text"}', ({ id, text }) => {
        const { label, confidence, also } = perception.classify(text);
        return { ...(id !== undefined && { id }), label, confidence: rounded(confidence), also };
      });
    });
}

function rounded(confidence: number): number {
  return Math.round(confidence * 10_000) / 10_000;
}
