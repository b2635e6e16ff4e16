import { formatYuan, sumFen } from '#domain/money.ts';
import { openAmount } from '#domain/arrears.ts';
import { dateAt } from '#domain/zone.ts';
import { reminderDedup } from '#ports/reminder-job.ts';
import type { CaseFile, Expectation, Matcher } from './case-file.ts';
import type { Happenings } from './case-record.ts';
import type { CaseStage } from './case-stage.ts';

/** One expectation that did not hold. */
export interface Failure {
  /** Number of the step in the file, counted from 1. */
  readonly step: number;
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** What an expectation is held against. */
export interface Scene {
  readonly stage: CaseStage;
  readonly file: CaseFile;
  readonly since: Happenings;
  /** The contact who spoke last, or would. */
  readonly speaker: string;
}

type Check = (wanted: Expectation, scene: Scene) => Promise<Omit<Failure, 'step'>[]>;

function fails(path: string, expected: unknown, actual: unknown): Omit<Failure, 'step'>[] {
  return [{ path, expected: plain(expected), actual }];
}

/** Patterns and sums as the file wrote them. */
function plain(value: unknown): unknown {
  if (value instanceof RegExp) return String(value);
  return Array.isArray(value) ? value.map(plain) : value;
}

/** Text as the contract compares it: NFKC, runs of white space folded. */
function folded(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/gu, ' ');
}

function occurs(matcher: Matcher, text: string): boolean {
  return typeof matcher === 'string' ? text.includes(folded(matcher)) : matcher.test(text);
}

const checkPerception: Check = async ({ label, category, script }, { stage, speaker }) => {
  const conversation = await stage.conversationOf(speaker);
  const found: Omit<Failure, 'step'>[] = [];
  if (label) {
    const messages = conversation
      ? await stage.store.read((tx) => tx.inbox.of(conversation.id))
      : [];
    const actual = messages.at(-1)?.label ?? null;
    if (!label.some((one) => one === actual)) found.push(...fails('label', label, actual));
  }
  if (category) {
    const actual = conversation?.category ?? 'unknown';
    if (!category.includes(actual)) found.push(...fails('category', category, actual));
  }
  if (script !== undefined) {
    const rows = conversation ? await stage.store.read((tx) => tx.outbox.of(conversation.id)) : [];
    const actual = rows.findLast((row) => row.script !== null)?.script ?? null;
    if (actual === null || !globbed(script, actual)) found.push(...fails('script', script, actual));
  }
  return found;
};

/** `*` stands for any characters but a slash, `**` for any at all. */
function globbed(glob: string, id: string): boolean {
  const pattern = glob
    .split('**')
    .map((part) =>
      part
        .split('*')
        .map((text) => text.replaceAll(/[.+?^${}()|[\]\\]/gu, '\\$&'))
        .join('[^/]*'),
    )
    .join('.*');
  return new RegExp(`^${pattern}$`, 'u').test(id);
}

const checkSends: Check = async ({ sends, says, saysNot, to }, { since }) => {
  const found: Omit<Failure, 'step'>[] = [];
  const count = since.shown.length;
  const text = folded(since.shown.map((one) => one.text).join('\n'));
  if (typeof sends === 'number' && count !== sends) found.push(...fails('sends', sends, count));
  if (typeof sends === 'object') {
    const { min = 0, max = Number.POSITIVE_INFINITY } = sends;
    if (count < min || count > max) found.push(...fails('sends', sends, count));
  }
  for (const matcher of says ?? []) {
    if (!occurs(matcher, text)) found.push(...fails('says', matcher, text));
  }
  for (const matcher of saysNot ?? []) {
    if (occurs(matcher, text)) found.push(...fails('saysNot', matcher, text));
  }
  if (to !== undefined) {
    const others = since.shown.map(({ contact }) => contact).filter((contact) => contact !== to);
    if (count === 0 || others.length > 0) found.push(...fails('to', to, others));
  }
  return found;
};

const checkHandling: Check = async (wanted, { stage, since, speaker }) => {
  const found: Omit<Failure, 'step'>[] = [];
  const { suppressed, handoff, owner } = wanted;
  if (suppressed && !suppressed.some((reason) => since.withheld.includes(reason))) {
    found.push(...fails('suppressed', suppressed, since.withheld));
  }
  if (typeof handoff === 'boolean' && handoff !== since.handoffs.length > 0) {
    found.push(...fails('handoff', handoff, since.handoffs));
  }
  if (typeof handoff === 'object') {
    const { reason, queue } = handoff;
    const meets = since.handoffs.some(
      (one) => one.reason === reason && (queue === undefined || one.queue === queue),
    );
    if (!meets) found.push(...fails('handoff', handoff, since.handoffs));
  }
  if (owner !== undefined) {
    const conversation = await stage.conversationOf(speaker);
    const actual = (conversation?.owner ?? 'bot') === 'bot' ? 'bot' : 'human';
    if (actual !== owner) found.push(...fails('owner', owner, actual));
  }
  return found;
};

const checkCommitments: Check = async ({ promise, plan }, { since }) => {
  const found: Omit<Failure, 'step'>[] = [];
  if (promise === 'none' && since.promise) found.push(...fails('promise', 'none', since.promise));
  if (typeof promise === 'object') {
    const { due, amount } = promise;
    const meets =
      since.promise?.due === due && (amount ?? since.promise.amount) === since.promise.amount;
    if (!meets) found.push(...fails('promise', promise, since.promise ?? 'none'));
  }
  if (plan === 'none' && since.plan) found.push(...fails('plan', 'none', since.plan));
  if (typeof plan === 'object') {
    const { instalments, total } = plan;
    const meets = since.plan?.parts.length === instalments && since.plan.total === total;
    if (!meets) found.push(...fails('plan', plan, since.plan ?? 'none'));
  }
  return found;
};

const checkBooks: Check = async (wanted, { stage, file, since }) => {
  const found: Omit<Failure, 'step'>[] = [];
  const { outstanding, citations, ledger, nextReminder } = wanted;
  for (const [account, expected] of Object.entries(outstanding ?? {})) {
    const { id } = await stage.household(account);
    const open = await stage.store.read((tx) => tx.charges.open(id));
    const actual = sumFen(open.map(openAmount));
    if (actual !== expected) {
      found.push(...fails(`outstanding.${account}`, formatYuan(expected), formatYuan(actual)));
    }
  }
  if (citations) {
    const quoted = since.sent.flatMap((row) => row.citations);
    const strange = quoted.filter((id) => !citations.includes(id));
    if (quoted.length === 0 || strange.length > 0) {
      found.push(...fails('citations', citations, quoted));
    }
  }
  if (ledger) {
    const types = since.entries.map(({ type }): string => type);
    let from = 0;
    for (const type of ledger) from = types.indexOf(type, from) + 1 || Number.POSITIVE_INFINITY;
    if (from === Number.POSITIVE_INFINITY) found.push(...fails('ledger', ledger, types));
  }
  if (nextReminder !== undefined) {
    const actual = await nextReminderDay(stage, file);
    if (actual !== nextReminder) found.push(...fails('nextReminder', nextReminder, actual));
  }
  return found;
};

async function nextReminderDay(stage: CaseStage, file: CaseFile): Promise<string> {
  const [first] = file.accounts;
  const { id } = await stage.household(first?.account ?? '');
  const job = await stage.store.read((tx) => tx.jobs.ready(reminderDedup(id)));
  return job ? dateAt(job.runAt, stage.estate.timezone) : 'none';
}

const CHECKS: readonly Check[] = [
  checkPerception,
  checkSends,
  checkHandling,
  checkCommitments,
  checkBooks,
];

/** Every part of an expectation that does not hold. */
export async function unmet(wanted: Expectation, scene: Scene): Promise<Omit<Failure, 'step'>[]> {
  const found: Omit<Failure, 'step'>[] = [];
  for (const check of CHECKS) found.push(...(await check(wanted, scene)));
  return found;
}
