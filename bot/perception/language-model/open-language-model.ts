import { z } from 'zod';
import { LABELS } from '#domain/label.ts';
import type { ModelSettings } from '#settings';
import type { Clock } from '#ports/clock.ts';
import type { LanguageModel } from '#ports/language-model.ts';
import { readLanguageData } from '../language-data.ts';
import { createNormaliser } from '../normalise.ts';
import { type Asked, boundedAsk } from './bounded-question.ts';
import { createBreaker } from './breaker.ts';
import { createBudget } from './budget.ts';
import { openEndpoint } from './endpoint.ts';
import { type Mask, createMask } from './mask.ts';
import { readModelWords } from './model-words.ts';
import { createNameFinder } from './name-grammar.ts';
import type { Page } from './page.ts';
import { recordedWords } from './recorded-words.ts';

export interface LanguageModelParts {
  readonly settings: ModelSettings;
  /** Folder of languages. */
  readonly locales: string;
  readonly clock: Clock;
  /** Where the day's use is counted. */
  readonly page: Page;
  readonly note: (asked: Asked) => void;
  readonly report: (error: unknown) => void;
}

/** Questions at once; a house of a thousand homes rarely has two. */
const AT_ONCE = 4;
/** Failures in a row after which the endpoint is left alone, and for how long. */
const FAILURES = 5;
const REST_MS = 60_000;

/** A colleague waits longer for a draft than a resident for an answer. */
const DRAFT_TIMES = 3;

const MOST_LABEL_TOKENS = 60;
const MOST_DRAFT_TOKENS = 400;
const LONGEST_DRAFT = 300;
/** Longer words are no message but an attempt on somebody's purse. */
const LONGEST_TEXT = 1000;
const MOST_WORDS = 12;

const labelAnswer = z.object({
  label: z.enum(LABELS),
  certainty: z.enum(['sure', 'likely', 'guess']),
});
const draftAnswer = z.object({ summary: z.string() });

/** Opens the language model the settings name. Nothing is sent before the first question. */
export function openLanguageModel(parts: LanguageModelParts): LanguageModel {
  const { settings, locales, clock, page, note, report } = parts;
  const { daily, price, timeoutMs } = settings;
  const words = readModelWords(locales);
  const normaliser = createNormaliser(readLanguageData(locales).variants);
  const names = createNameFinder(words.names);
  const maskOf = (secrets: readonly string[]): Mask => createMask({ normaliser, names, secrets });
  const ask = boundedAsk({
    endpoint: openEndpoint(settings),
    budget: createBudget(page, clock, { ...daily, price }),
    breaker: createBreaker(clock, { failures: FAILURES, restMs: REST_MS }),
    most: AT_ONCE,
    note,
    report,
  });
  const list = LABELS.map((label) => `${label}: ${words.label.labels[label]}`).join('\n');
  const labelTask = `${words.label.task}\n${list}`;

  return {
    async label({ text, awaiting, secrets }) {
      const message = maskOf(secrets).hide(text.slice(0, LONGEST_TEXT));
      const data = JSON.stringify({ awaiting, message });
      const question = { task: labelTask, data, answer: labelAnswer, most: MOST_LABEL_TOKENS };
      const answer = await ask(question, timeoutMs);
      return answer.ok ? { ok: true, ...answer.value } : answer;
    },
    async draft({ reason, words: said, recorded, secrets }) {
      const mask = maskOf(secrets);
      const data = JSON.stringify({
        reason: words.summary.reasons[reason],
        words: said.slice(-MOST_WORDS).map((one) => mask.hide(one.slice(0, LONGEST_TEXT))),
        recorded: recorded.map((one) => mask.hide(recordedWords(words.summary, one))),
      });
      const { task } = words.summary;
      const question = { task, data, answer: draftAnswer, most: MOST_DRAFT_TOKENS };
      const answer = await ask(question, timeoutMs * DRAFT_TIMES);
      if (!answer.ok) return answer;
      const text = mask.show(answer.value.summary.trim());
      const fits = text !== undefined && text !== '' && text.length <= LONGEST_DRAFT;
      return fits ? { ok: true, text } : { ok: false, why: 'unusable' };
    },
  };
}
