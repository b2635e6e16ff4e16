import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorWorkbook } from '#accounts/import/error-workbook.ts';
import { readImportWords } from '#accounts/import/import-words.ts';
import { knownMappings } from '#accounts/import/known-mappings.ts';
import { planImport } from '#accounts/import/plan-import.ts';
import { SIMULATOR, type Simulator } from '#channels/simulator/simulator.ts';
import type { Desk } from '#console/server/desk.ts';
import { removeMedia } from '#accounts/remove-media.ts';
import type { Content } from '#content/load.ts';
import type { Estate } from '#domain/estate.ts';
import { SOURCE_LOCALE } from '#domain/locale.ts';
import { dateAt } from '#domain/zone.ts';
import { draftSummary } from '#handoff/summary/draft-summary.ts';
import { answerRequest } from '#rights/answer-request.ts';
import { type PaperWords, readPaperWords } from '#papers/paper-words.ts';
import type { MediaFolder } from '#ports/media.ts';
import type { LanguageModel } from '#ports/language-model.ts';
import { sampleSchema } from './sample.ts';
import { bookImport, undoBooking } from './book-import.ts';
import { endHold } from './end-hold.ts';
import { LOCALES, ROOT } from './open-house.ts';
import { openScriptNotes } from './script-notes.ts';
import type { Service } from '../service.ts';

export interface DeskParts {
  readonly service: Service;
  readonly content: Content;
  readonly simulator: Simulator | null;
  readonly media: MediaFolder;
  readonly model: LanguageModel | undefined;
}

const SAMPLE = join(ROOT, 'bot', 'accounts', 'sample');

/** What the pages work with, over the running service. */
export function createDesk({ service, content, simulator, media, model }: DeskParts): Desk {
  const { store, clock, changed, speaking } = service.world;
  const words = readImportWords(LOCALES, 'zh-CN');
  const plan: Desk['planImport'] = async (bytes, fileName, how = { estate: '', given: [] }) => {
    const known = await store.read((tx) => knownMappings(tx, how.estate));
    return planImport(bytes, fileName, words, content.feeItem, null, { given: how.given, known });
  };

  const papers = new Map<string, PaperWords>();

  return {
    store,
    clock,
    content,
    speaking,
    notes: openScriptNotes(),
    perceive: service.world.perceive,
    changed,
    staff: service.staff,
    papers(tag) {
      const known = existsSync(join(LOCALES, tag, 'papers.yaml')) ? tag : SOURCE_LOCALE;
      const words = papers.get(tag) ?? readPaperWords(LOCALES, known);
      papers.set(tag, words);
      return words;
    },
    media,
    identity: service.identity,
    simulator: simulator && { channel: SIMULATOR, phones: simulator },
    channels: service.channels,
    account: service.account,
    group: service.group,
    draftSummary: model
      ? async (id) => {
          const { refusals } = content.catalogue;
          const isNew = await draftSummary({ store, model, refusals }, id);
          if (isNew) changed({ topic: 'conversation', id });
        }
      : null,
    waves: service.waves,
    async answerRequest(id, staffId, erase) {
      const request = await store.read((tx) => tx.personal.requestById(id));
      const order = { staffId, erase };
      const answer = await store.write((tx) => answerRequest(tx, id, order, clock.now()));
      if (answer.ok) await removeMedia(store, media, answer.files);
      if (request) {
        changed({ topic: 'queue', id: request.estateId });
        changed({ topic: 'conversation', id: request.conversationId });
      }
      return answer;
    },
    confirmPayment: async (payment) => service.confirmPayment(payment),
    planImport: plan,
    async bookImport(planned, order) {
      const now = clock.now();
      const booked = await bookImport({ store, content, now }, planned, order);
      if (booked.done && simulator) await bindResidents(service, booked.estate);
      service.nudge();
      return booked;
    },
    errorWorkbook: async (sheets, asOf) => errorWorkbook(sheets, asOf, words),
    async stillOwes(householdId, by) {
      const now = clock.now();
      const owes = await endHold(store, householdId, by, now);
      if (owes !== null) changed({ topic: 'queue', id: owes });
      service.nudge();
      return owes !== null;
    },
    async undoImport(id, order) {
      const undid = await undoBooking({ store, now: clock.now() }, id, order);
      service.nudge();
      return undid;
    },
    async sampleImport() {
      const { estate } = sampleSchema.parse(
        JSON.parse(readFileSync(join(SAMPLE, 'sample.json'), 'utf8')),
      );
      const planned = await plan(readFileSync(join(SAMPLE, 'arrears.xlsx')), 'arrears.xlsx');
      // Invented figures are as fresh as one likes; a sample that went stale could not be tried.
      const asOf = dateAt(clock.now(), content.estate({ id: 'sample', name: estate }).timezone);
      return { plan: { ...planned, asOf }, estate };
    },
    subscribe: (listener) => {
      const ends = [
        service.subscribe(listener),
        simulator?.onMessage(({ contact }) => listener({ topic: 'simulator', id: contact })),
      ];
      return () => {
        for (const end of ends) end?.();
      };
    },
  };
}

/**
 * In the simulated WeChat every owner whose phone is known has found the account and proved who they are; those
 * without a phone stay unknown, as they would in life.
 */
async function bindResidents(service: Service, estate: Estate): Promise<void> {
  const { store, clock, replan } = service.world;
  const now = clock.now();
  await store.write(async (tx) => {
    for (const { id, room, owner, phone } of await tx.households.list(estate.id)) {
      if (phone === null || (await tx.bindings.to(id)).length > 0) continue;
      const key = `${estate.id}:${room}`;
      const contact = await tx.contacts.ensure(SIMULATOR, key, owner, 'zh-CN', now);
      await tx.bindings.put(contact.id, id, 'owner', 'verified', now);
      await replan(tx, id, now);
    }
  });
}
