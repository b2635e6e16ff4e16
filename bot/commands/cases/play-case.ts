import { Fault } from '#errors';
import type { CaseFile, CaseStep } from './case-file.ts';
import { type Failure, unmet } from './case-expect.ts';
import { CaseRecord } from './case-record.ts';
import { type CaseSighting, sightingOf } from './case-sighting.ts';
import { type CaseHouse, type CaseStage, openStage } from './case-stage.ts';

/** One line of what was said and done. */
export interface TranscriptLine {
  readonly at: string;
  readonly who: string;
  readonly text: string;
}

export interface CaseResult {
  readonly case: string;
  readonly ok: boolean;
  readonly failures: readonly Failure[];
  readonly transcript: readonly TranscriptLine[];
}

type StaffStep = Extract<CaseStep, { staff: unknown }>['staff'];
type Words = Extract<CaseStep, { user: unknown }>['user'];

/** Plays one case from an empty database against the real application. */
export async function playCase(house: CaseHouse, file: CaseFile): Promise<CaseResult> {
  return (await watchCase(house, file)).result;
}

/** Plays a case and looks what it showed of the scripts. */
export async function watchCase(
  house: CaseHouse,
  file: CaseFile,
): Promise<{ readonly result: CaseResult; readonly seen: CaseSighting }> {
  const stage = await openStage(house, file);
  try {
    const begun = await stage.store.read((tx) => tx.ledger.head(stage.estate.id));
    const player = new Player(stage, file);
    const result = await player.play();
    return { result, seen: await sightingOf(stage, begun?.seq ?? 0) };
  } finally {
    await stage.close();
  }
}

class Player {
  readonly #stage: CaseStage;
  readonly #file: CaseFile;
  readonly #record: CaseRecord;
  readonly #failures: Failure[] = [];
  readonly #transcript: TranscriptLine[] = [];
  #speaker: string;
  #shown = 0;
  #broken = 0;
  #opened = false;

  constructor(stage: CaseStage, file: CaseFile) {
    this.#stage = stage;
    this.#file = file;
    this.#record = new CaseRecord(stage);
    this.#speaker = file.contacts[0]?.wechat ?? '';
  }

  async play(): Promise<CaseResult> {
    await this.#record.begin();
    for (const [index, step] of this.#file.steps.entries()) {
      const number = index + 1;
      try {
        for (const failure of await this.#run(step)) {
          this.#failures.push({ step: number, ...failure });
        }
      } catch (error) {
        const actual = error instanceof Error ? error.message : String(error);
        this.#failures.push({ step: number, path: 'step', expected: 'done', actual });
      }
      this.#noteShown();
      for (const fault of this.#stage.faults.slice(this.#broken)) {
        const path = 'service';
        this.#failures.push({ step: number, path, expected: 'no fault', actual: fault });
      }
      this.#broken = this.#stage.faults.length;
    }
    return {
      case: this.#file.case,
      ok: this.#failures.length === 0,
      failures: this.#failures,
      transcript: this.#transcript,
    };
  }

  async #run(step: CaseStep): Promise<Omit<Failure, 'step'>[]> {
    const { service } = this.#stage;
    if ('expect' in step) {
      const since = await this.#record.since();
      this.#opened = false;
      const scene = { stage: this.#stage, file: this.#file, since, speaker: this.#speaker };
      return unmet(step.expect, scene);
    }
    if ('advance' in step) await this.#stage.advance(step.advance);
    else if ('restart' in step) await this.#stage.restart();
    else if ('user' in step) await this.#say(step.user);
    else if ('staff' in step) await this.#act(step.staff);
    else if ('remind' in step) {
      const { id } = await this.#stage.household(step.remind);
      this.#note('office', `remind ${step.remind}`);
      await service.orderReminder(id, 'case');
      this.#opened = true;
    } else {
      const { account, amount, period } = step.payment;
      const { id } = await this.#stage.household(account);
      this.#note('billing', `payment ${account}`);
      await service.confirmPayment({
        householdId: id,
        amount,
        period: period ? `${period.from}/${period.to}` : null,
        source: 'billing',
        externalId: null,
      });
    }
    await this.#stage.settle();
    return [];
  }

  async #say({ from, text, burst, image, voice, media, recall, id }: Words): Promise<void> {
    const who = from ?? this.#file.contacts[0]?.wechat;
    if (who === undefined) throw new Fault('INPUT_INVALID', { user: 'nobody', right: 'a contact' });
    this.#speaker = who;
    if (this.#opened) this.#record.skipOpening();
    this.#opened = false;
    const { simulator } = this.#stage;
    for (const one of burst ?? (text === undefined ? [] : [text])) {
      this.#note(who, one);
      await simulator.say(who, one, id === undefined ? {} : { id });
    }
    const kind = media ?? (image === undefined ? undefined : 'image');
    for (const one of [kind, voice === undefined ? undefined : ('voice' as const)]) {
      if (one === undefined) continue;
      this.#note(who, `[${one}]`);
      await simulator.sendMedia(who, one, id === undefined ? {} : { id });
    }
    if (recall === undefined) return;
    this.#note(who, `[recall ${recall}]`);
    await simulator.recall(who, recall);
  }

  async #act(step: StaffStep): Promise<void> {
    const { staff } = this.#stage.service;
    const room = step.account ?? this.#file.accounts[0]?.account ?? '';
    const { id: householdId } = await this.#stage.household(room);
    const conversations = await this.#stage.store.read((tx) =>
      tx.conversations.ofHousehold(householdId),
    );
    const conversation = conversations.find(({ owner }) => owner !== 'bot') ?? conversations[0];
    if (!conversation) throw new Fault('INPUT_INVALID', { account: room, right: 'a conversation' });
    await this.#employ(step.who);
    this.#note(step.who, [step.do, step.text, step.outcome].filter(Boolean).join(' '));
    const { id } = conversation;
    // Writing or handing back takes the conversation first where nobody has it, as the console's own page does.
    if (step.do !== 'note' && conversation.owner === 'queue') {
      demand(await staff.claim(id, step.who), 'claim');
    }
    switch (step.do) {
      case 'claim':
        return demand(await staff.claim(id, step.who), 'claim');
      case 'reply':
        return demand(await staff.reply(id, step.who, step.text ?? ''), 'reply');
      case 'note':
        return demand({ ok: await staff.note(id, step.who, step.text ?? '') }, 'note');
      case 'handback':
        return demand(
          await staff.handBack(id, step.who, step.outcome ?? 'nothing-to-do'),
          'handback',
        );
      case 'resolve':
        return demand({ ok: await staff.resolve(id, step.outcome ?? 'nothing-to-do') }, 'resolve');
    }
  }

  async #employ(who: string): Promise<void> {
    await this.#stage.store.write(async (tx) => {
      if (await tx.staff.byId(who)) return;
      const estates = [this.#stage.estate.id];
      const member = { id: who, login: who, name: who, passwordHash: '', estates };
      await tx.staff.put({ ...member, role: 'service', mustChange: false, endedAt: null });
    });
  }

  #note(who: string, text: string): void {
    const at = new Date(this.#stage.clock.now()).toISOString();
    this.#transcript.push({ at, who, text });
  }

  #noteShown(): void {
    for (const { contact, text } of this.#stage.shown.slice(this.#shown)) {
      this.#note(`→ ${contact}`, text);
    }
    this.#shown = this.#stage.shown.length;
  }
}

function demand(result: { readonly ok: boolean; readonly why?: string }, act: string): void {
  if (!result.ok) throw new Fault('INPUT_INVALID', { staff: act, why: result.why ?? 'refused' });
}
