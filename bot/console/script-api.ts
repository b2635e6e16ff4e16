import { z } from 'zod';
import { selectionView } from './selection-api.ts';

/** The contract of the page for persuasion scripts. */

const id = z.string().min(1).max(100);
const locale = z.string().min(2).max(12);
const text = z.string().max(2000);

/** One of the wordings of a script in one language. */
const place = { script: id, locale, variant: z.int().min(0).max(50) };

export const textFinding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  reason: z.string(),
  right: z.string(),
  /** UTF-16 units of the text; null where it is about the whole. */
  at: z.object({ from: z.number(), to: z.number() }).nullable(),
  words: z.string(),
});

/** How the wordings of a script stand: which of them somebody works on, and which the office says in its own words. */
const standing = z.object({
  drafted: z.number(),
  proposed: z.number(),
  own: z.number(),
  stale: z.number(),
});

/** `GET /api/scripts?locale=`. */
export const scriptList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      category: z.string(),
      on: z.array(z.string()),
      stages: z.array(z.string()),
      aim: z.string(),
      /** The wordings as they are said now, in the language asked for. */
      texts: z.array(z.string()),
      standing,
    }),
  ),
  categories: z.array(z.string()),
  stages: z.array(z.string()),
  locales: z.array(z.string()),
  /** Whether this member may let wordings in: the role allows it, and every estate is theirs. */
  mayApprove: z.boolean(),
});

const step = z.object({
  step: z.string(),
  by: z.string(),
  at: z.number(),
  reason: z.string().nullable(),
});

const version = z.object({
  id: z.string(),
  number: z.number(),
  text: z.string(),
  base: z.string(),
  author: z.string(),
  /** Whether the one who asks wrote or proposed it. */
  mine: z.boolean(),
  why: z.string(),
  at: z.number(),
  state: z.string(),
  /** What ships at the place has changed since it was written. */
  stale: z.boolean(),
  steps: z.array(step),
});

const share = z.object({
  of: z.number(),
  paid: z.number(),
});

/** `GET /api/script?id=&estate=`. */
export const scriptView = z.object({
  id: z.string(),
  category: z.string(),
  aim: z.string(),
  on: z.array(z.string()),
  stages: z.array(z.string()),
  allStages: z.boolean(),
  /** Conditions by name, each with the values that hold. */
  when: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  strategy: z.string(),
  strategyName: z.string(),
  evidence: z.array(z.object({ row: z.string(), kind: z.string(), finding: z.string() })),
  cites: z.array(
    z.object({ id: z.string(), title: z.string(), article: z.string(), text: z.string() }),
  ),
  slots: z.array(z.string()),
  choices: z.array(z.string()),
  givesUp: z.object({ after: z.number(), next: z.string() }).nullable(),
  owner: z.string(),
  /** Conversation cases that expect this script. */
  stories: z.array(z.object({ file: z.string(), title: z.string() })),
  places: z.array(
    z.object({
      locale: z.string(),
      variant: z.number(),
      shipped: z.string(),
      /** As it is said now. */
      said: z.string(),
      /** The version that is said; null while the shipped one is. */
      own: z.string().nullable(),
      versions: z.array(version),
    }),
  ),
  /** What was said of late in the estate asked for, and who paid afterwards; by wording, own versions apart. */
  heard: z.object({
    days: z.number(),
    wordings: z.array(
      z.object({
        variant: z.number(),
        version: z.string().nullable(),
        households: z.number(),
        days14: share,
        days30: share,
      }),
    ),
  }),
});

export const scriptQuery = z.object({ id, estate: id.optional() });
export const scriptsQuery = z.object({ locale });

/** `POST /api/wording/lint`. */
export const lintRequest = z.strictObject({ ...place, text });
export const lintResult = z.object({ findings: z.array(textFinding) });

/** `POST /api/wording/draft`. */
export const draftWordingRequest = z.strictObject({
  ...place,
  text,
  why: z.string().trim().min(1).max(500),
  /** The newest version of the place that was seen. */
  after: z.string().max(100).nullable(),
});

/** What every change of a wording answers: the version it was about. */
export const wordingDone = z.object({ ok: z.literal(true), id: z.string() });

/** `POST /api/wording/propose`, `/approve`, `/withdraw`. */
export const wordingRequest = z.strictObject({ id });

/** `POST /api/wording/refuse`, `/end`. */
export const wordingReasonRequest = z.strictObject({
  id,
  reason: z.string().trim().min(1).max(500),
});

/** An account that somebody made up, to hear what is said to it. */
const accountRequest = z.strictObject({
  owner: z.string().trim().min(1).max(40),
  room: z.string().trim().min(1).max(40),
  sum: z.string().max(20),
  from: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u),
  to: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u),
  /** Days since the bill was due; below 0 before it. */
  overdueDays: z.int().min(-30).max(1000),
  occupancy: z.string().max(20),
  brokenPromises: z.int().min(0).max(9),
  payLink: z.boolean(),
  category: z.string().max(60),
  heard: z.array(z.strictObject({ script: id, variant: z.int().min(0).max(50) })).max(20),
});

/** `POST /api/script/sample`: one wording with the facts of an account; `text` stands for a draft. */
export const sampleRequest = z.strictObject({
  ...place,
  text: text.optional(),
  estate: id.nullable(),
  account: accountRequest,
});
export const sampleResult = z.object({
  text: z.string().nullable(),
  missing: z.string().nullable(),
  /** Rules of the guard that the filled text breaks. */
  rules: z.array(z.string()),
});

/** `POST /api/script/try`: a whole conversation, played anew from its beginning at each word. */
export const tryRequest = z.strictObject({
  /** Whose settings speak; null for an office without an estate yet. */
  estate: id.nullable(),
  locale,
  account: accountRequest,
  /** What we open with; null where the resident writes first. */
  begin: z.enum(['stage', 'silence', 'promise-broken']).nullable(),
  said: z.array(z.string().min(1).max(500)).max(20),
  draft: z.strictObject({ ...place, text }).nullable(),
});
export const tryResult = z.object({
  lines: z.array(
    z.discriminatedUnion('from', [
      z.object({ from: z.literal('resident'), text: z.string(), label: z.string() }),
      z.object({
        from: z.literal('us'),
        text: z.string(),
        script: z.string(),
        variant: z.number(),
        /** `draft` is what is being written; another one is an approved version of the office's own. */
        version: z.string().nullable(),
        why: selectionView,
        /** Rules of the guard for which the message would not leave. */
        rules: z.array(z.string()),
      }),
      z.object({ from: z.literal('engine'), act: z.string(), detail: z.string() }),
    ]),
  ),
});

export type TextFindingView = z.infer<typeof textFinding>;
export type ScriptList = z.infer<typeof scriptList>;
export type ScriptView = z.infer<typeof scriptView>;
export type AccountRequest = z.infer<typeof accountRequest>;
export type WordingDone = z.infer<typeof wordingDone>;
export type TryRequest = z.infer<typeof tryRequest>;
export type TryResult = z.infer<typeof tryResult>;
export type SampleResult = z.infer<typeof sampleResult>;
