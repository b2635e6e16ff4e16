import { randomUUID } from 'node:crypto';
import type { TextFinding } from '#content/lint/lint-wording.ts';
import type { Content } from '#content/load.ts';
import type { Instant } from '#domain/time.ts';
import type { Tx } from '#ports/store/store.ts';
import type { WordingPlace, WordingStepName, WordingVersion } from '#ports/store/wordings.ts';
import { baseOf } from './base.ts';
import { isCurrent } from './speaking.ts';
import { type KnownVersion, isOpen, versionsAt } from './standing.ts';

/** Why something cannot be done with a wording. */
export type WordingRefusal =
  /** No such script, place or version. */
  | { readonly why: 'unknown' }
  /** Somebody else wrote or decided in the meantime. */
  | { readonly why: 'changed' }
  /** It reads as what is said already. */
  | { readonly why: 'same' }
  /** Lint or the guard finds what must be mended first. */
  | { readonly why: 'faulty'; readonly findings: readonly TextFinding[] }
  /** What ships at the place has changed since it was written. */
  | { readonly why: 'stale' }
  /** Who wrote or proposed it does not approve it. */
  | { readonly why: 'own' };

export type WordingResult =
  | { readonly ok: true; readonly version: WordingVersion }
  | ({ readonly ok: false } & WordingRefusal);

/** Who acts, when, over which shipped content, and what lint says of a text. */
export interface WordingDesk {
  readonly content: Content;
  readonly lint: (place: WordingPlace, text: string) => readonly TextFinding[];
  readonly by: string;
  readonly now: Instant;
}

/** A text for a place, as its author hands it in. */
export interface NewWording extends WordingPlace {
  readonly text: string;
  readonly why: string;
  /** The newest version of the place the author has seen; null where there was none. */
  readonly after: string | null;
}

const no = (refusal: WordingRefusal): WordingResult => ({ ok: false, ...refusal });

/** Keeps a text as a new version; one that was open at the place is replaced by it. */
export async function draftWording(
  tx: Tx,
  { content, by, now }: WordingDesk,
  { text, why, after, ...place }: NewWording,
): Promise<WordingResult> {
  const base = baseOf(content, place);
  if (!base) return no({ why: 'unknown' });
  const known = await versionsAt(tx, place);
  const [newest] = known;
  if ((newest?.id ?? null) !== after) return no({ why: 'changed' });
  const said = known.find(({ state }) => state === 'approved');
  const open = known.find(isOpen);
  const spoken = said && isCurrent(content, said) ? said.text : base.text;
  if (text === (open?.text ?? spoken)) return no({ why: 'same' });
  const version: WordingVersion = {
    ...place,
    id: randomUUID(),
    number: (newest?.number ?? 0) + 1,
    text,
    base: base.text,
    print: base.print,
    authorId: by,
    why,
    at: now,
  };
  await tx.wordings.add(version);
  if (open) await take(tx, open, 'replaced', by, now, null);
  await take(tx, version, 'drafted', by, now, null);
  return { ok: true, version };
}

/** Puts a draft before those who approve; one with a fault stays a draft. */
export async function proposeWording(
  tx: Tx,
  desk: WordingDesk,
  id: string,
): Promise<WordingResult> {
  return decide(tx, desk, id, 'drafted', async (version) => {
    const fault = faultOf(desk, version);
    if (fault) return no(fault);
    await take(tx, version, 'proposed', desk.by, desk.now, null);
    return { ok: true, version };
  });
}

/** From the next turn on these words are said. Looked over once more, since law and rules may have changed meanwhile. */
export async function approveWording(
  tx: Tx,
  desk: WordingDesk,
  id: string,
): Promise<WordingResult> {
  const { by, now } = desk;
  return decide(tx, desk, id, 'proposed', async (version, others) => {
    const proposers = version.steps.filter(({ step }) => step === 'proposed').map((one) => one.by);
    if ([version.authorId, ...proposers].includes(by)) return no({ why: 'own' });
    const fault = faultOf(desk, version);
    if (fault) return no(fault);
    const before = others.find(({ state }) => state === 'approved');
    if (before) await take(tx, before, 'replaced', by, now, null);
    await take(tx, version, 'approved', by, now, null);
    await audit(tx, desk, version, before?.number ?? null, version.number, version.why);
    return { ok: true, version };
  });
}

/** Sends a proposal back with the reason for it. */
export async function refuseWording(
  tx: Tx,
  desk: WordingDesk,
  id: string,
  reason: string,
): Promise<WordingResult> {
  return decide(tx, desk, id, 'proposed', async (version) => {
    await take(tx, version, 'refused', desk.by, desk.now, reason);
    return { ok: true, version };
  });
}

/** Takes a draft or a proposal off the table. */
export async function withdrawWording(
  tx: Tx,
  desk: WordingDesk,
  id: string,
): Promise<WordingResult> {
  return decide(tx, desk, id, ['drafted', 'proposed'], async (version) => {
    await take(tx, version, 'withdrawn', desk.by, desk.now, null);
    return { ok: true, version };
  });
}

/** Back to the shipped wording, from the next turn on. */
export async function endWording(
  tx: Tx,
  desk: WordingDesk,
  id: string,
  reason: string,
): Promise<WordingResult> {
  return decide(tx, desk, id, 'approved', async (version) => {
    await take(tx, version, 'ended', desk.by, desk.now, reason);
    await audit(tx, desk, version, version.number, null, reason);
    return { ok: true, version };
  });
}

/** Does something to a version that stands as it should; `others` are the rest of its place. */
async function decide(
  tx: Tx,
  _desk: WordingDesk,
  id: string,
  from: WordingStepName | readonly WordingStepName[],
  work: (version: KnownVersion, others: readonly KnownVersion[]) => Promise<WordingResult>,
): Promise<WordingResult> {
  const found = await tx.wordings.byId(id);
  if (!found) return no({ why: 'unknown' });
  const known = await versionsAt(tx, found);
  const version = known.find((one) => one.id === id);
  if (!version || ![from].flat().includes(version.state)) return no({ why: 'changed' });
  return work(
    version,
    known.filter((one) => one.id !== id),
  );
}

/** What stands against saying a version: what ships has changed under it, or an error of lint. */
function faultOf({ content, lint }: WordingDesk, version: WordingVersion) {
  if (!isCurrent(content, version)) return { why: 'stale' } as const;
  const findings = lint(version, version.text).filter(({ severity }) => severity === 'error');
  return findings.length > 0 ? ({ why: 'faulty', findings } as const) : undefined;
}

async function take(
  tx: Tx,
  { id }: WordingVersion,
  step: WordingStepName,
  by: string,
  at: Instant,
  reason: string | null,
): Promise<void> {
  await tx.wordings.step({ versionId: id, step, by, at, reason });
}

/** On record beside what else colleagues decide; null stands for the shipped wording. */
async function audit(
  tx: Tx,
  { by, now }: WordingDesk,
  { script, locale, variant }: WordingVersion,
  before: number | null,
  after: number | null,
  reason: string,
): Promise<void> {
  await tx.audit.append({
    at: now,
    actor: by,
    act: 'script-approved',
    subject: `${script} ${locale} ${variant + 1}`,
    before: before === null ? null : String(before),
    after: after === null ? null : String(after),
    reason,
  });
}
