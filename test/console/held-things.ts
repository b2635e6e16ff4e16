import { fen } from '#domain/money.ts';
import { instant, localDate } from '#domain/time.ts';
import { categoryId } from '#domain/category.ts';
import type { RequestKind } from '#domain/right.ts';
import { type Console, MORNING, type Place } from './open-console.ts';

/** The picture that a resident of a place sent. */
export function pictureOf({ estate }: Place): string {
  return `00000000-0000-4000-8000-${estate.id === 'peach' ? '000000000001' : '000000000002'}`;
}

/** Puts into a place one of everything that an address of the service can name. */
export async function holdThings({ store, media }: Console, place: Place): Promise<void> {
  const { estate, household, conversation } = place;
  const whose = {
    estateId: estate.id,
    conversationId: conversation.id,
    contactId: conversation.contactId,
  };
  const picture = Buffer.from(`89504e470d0a1a0a ${estate.id}`);
  const sha256 = await media.keep(picture);
  await store.write(async (tx) => {
    const [charge] = await tx.charges.open(household.id);
    const still = { openedAt: MORNING, closedAt: null };
    await tx.tasks.put({
      id: `task-of-${estate.id}`,
      estateId: estate.id,
      householdId: household.id,
      chargeId: charge?.id ?? '',
      kind: 'limitation',
      queue: 'legal',
      dueOn: localDate('2026-12-23'),
      notice: 30,
      ...still,
      closedBy: null,
    });
    const figures = { accepted: 1, refused: 1, total: fen(100), totals: null, undone: null };
    await tx.imports.put({
      id: `import-of-${estate.id}`,
      estateId: estate.id,
      sha256: 'a'.repeat(64),
      fileName: '十月.xlsx',
      asOf: localDate('2026-10-31'),
      mode: 'partial',
      ...figures,
      at: MORNING,
      by: 'chen',
    });
    await tx.imports.keepRefused(`import-of-${estate.id}`, '[]');
    const shown = { sum: fen(128_800), sample: '您好', shownReasons: [], facts: 'f', script: null };
    await tx.waves.put(
      {
        id: `wave-of-${estate.id}`,
        estateId: estate.id,
        state: 'drafted',
        drawnBy: 'chen',
        drawnAt: MORNING,
        digest: 'd',
        size: 1,
        total: fen(128_800),
        orderedBy: null,
        begunAt: null,
        endedAt: null,
      },
      [
        {
          householdId: household.id,
          room: household.room,
          chosen: true,
          stage: 'courtesy',
          category: categoryId('unknown'),
          ...shown,
        },
      ],
    );
    const said = { room: household.room, name: '李四', lastFour: '9999' };
    const undecided = { end: null, staffId: null, reason: null };
    await tx.identityRequests.put({
      id: `identity-of-${estate.id}`,
      ...whose,
      ...said,
      ...still,
      ...undecided,
    });
    for (const kind of ['copy', 'erase'] satisfies RequestKind[]) {
      const answerBy = localDate('2026-12-08');
      const request = { ...whose, householdId: household.id, kind, said: '请处理', answerBy };
      await tx.personal.ask({ id: `${kind}-of-${estate.id}`, ...request, openedAt: MORNING });
    }
    await tx.letters.put({
      number: `letter-of-${estate.id}`,
      estateId: estate.id,
      householdId: household.id,
      approvedAt: MORNING,
      approvedBy: 'chen',
      sha256,
      total: fen(128_800),
      replyBy: localDate('2026-12-08'),
      periods: ['2026-04/2026-06', '2026-07/2026-09'],
      delivery: null,
    });
    await tx.staffGroups.put({
      id: `group-of-${estate.id}`,
      channel: 'wechat',
      key: `office-of-${estate.id}@chatroom`,
      estateId: estate.id,
      epoch: 0,
      boundBy: `clerk-of-${estate.id}`,
      boundAt: MORNING,
    });
    await tx.media.put({
      id: pictureOf(place),
      ...whose,
      householdId: household.id,
      messageSeq: estate.id === 'peach' ? 1 : 2,
      channel: 'wechat',
      ref: 'ref',
      kind: 'image',
      name: 'a.png',
      text: null,
      mime: 'image/png',
      size: picture.length,
      sha256,
      state: 'fetched',
      createdAt: MORNING,
      settledAt: instant(MORNING + 1),
    });
  });
}
