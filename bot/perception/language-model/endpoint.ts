import OpenAI, { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import type { ModelSettings } from '#settings';
import type { Silence } from '#ports/language-model.ts';
import { boundedFetch } from './bounded-fetch.ts';
import type { Usage } from './budget.ts';

/** One question: what we say ourselves, and what others said, kept apart. */
export interface Question<T> {
  /** Our own text. */
  readonly task: string;
  /** Data of others, masked, as JSON. */
  readonly data: string;
  readonly answer: z.ZodType<T>;
  /** Most tokens the answer may have. */
  readonly most: number;
}

/** `status` is that of the endpoint's answer; nothing else of it is told, since it may repeat the key or the question. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T; readonly usage: Usage | undefined }
  | {
      readonly ok: false;
      readonly why: Extract<Silence, 'late' | 'unreachable' | 'refused' | 'unusable'>;
      readonly status?: number;
      readonly usage?: Usage | undefined;
    };

export interface Endpoint {
  ask<T>(question: Question<T>, signal: AbortSignal): Promise<Reply<T>>;
}

const count = z.int().min(0).max(10_000_000);

/** What we read of an answer; endpoints that are merely compatible leave out or add the rest. */
const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish(),
});

/** The host that takes the length of an answer under its newer name only, and no temperature from some models. */
const OPENAI_HOST = 'api.openai.com';

/** Any endpoint that speaks OpenAI's chat completions, through its SDK. One request a question, never a second. */
export function openEndpoint(settings: ModelSettings): Endpoint {
  const { url, key, name, format } = settings;
  const client = new OpenAI({
    baseURL: url,
    // Without a key the header is left out below; the SDK wants one all the same.
    apiKey: key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: boundedFetch,
    ...(key === undefined && { defaultHeaders: { Authorization: null } }),
  });
  const isOpenAi = new URL(url).hostname === OPENAI_HOST;

  return {
    async ask({ task, data, answer, most }, signal) {
      try {
        const completion: unknown = await client.chat.completions.create(
          {
            model: name,
            messages: [
              { role: 'system', content: task },
              { role: 'user', content: data },
            ],
            response_format:
              format === 'schema' ? zodResponseFormat(answer, 'answer') : { type: 'json_object' },
            ...(isOpenAi ? { max_completion_tokens: most } : { max_tokens: most, temperature: 0 }),
          },
          { signal },
        );
        return readReply(completion, answer);
      } catch (error) {
        return failure(error);
      }
    },
  };
}

function readReply<T>(completion: unknown, answer: z.ZodType<T>): Reply<T> {
  const read = completionSchema.safeParse(completion);
  const [choice] = read.data?.choices ?? [];
  if (!choice) return { ok: false, why: 'unusable' };
  const told = read.data?.usage;
  const usage = told ? { input: told.prompt_tokens, output: told.completion_tokens } : undefined;
  const { finish_reason: finish, message } = choice;
  const whole = (finish ?? 'stop') === 'stop' && !message.refusal;
  const value = whole ? answer.safeParse(parseJson(message.content ?? '')) : undefined;
  return value?.success
    ? { ok: true, value: value.data, usage }
    : { ok: false, why: 'unusable', usage };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The SDK throws its own errors, and those of JSON where an answer is none. */
function failure(error: unknown): Extract<Reply<never>, { ok: false }> {
  if (error instanceof APIUserAbortError) return { ok: false, why: 'late' };
  if (error instanceof APIConnectionTimeoutError) return { ok: false, why: 'late' };
  if (error instanceof SyntaxError) return { ok: false, why: 'unusable' };
  if (!(error instanceof APIError)) return { ok: false, why: 'unreachable' };
  const status: unknown = error.status;
  if (typeof status === 'number') return { ok: false, why: 'refused', status };
  return { ok: false, why: 'unreachable' };
}
