import { readFacts } from '#accounts/facts.ts';
import { fen } from '#domain/money.ts';
import type { ConversationEvent } from '#domain/event.ts';
import type { Job } from '#ports/store/jobs.ts';
import { readDialogState, writeDialogState } from './dialog-state.ts';
import { type NoticePayload, noticePayload } from './queue.ts';
import type { World } from './world.ts';

/** Tells the dialog what happened without the resident, so that no open question outlives its reason. */
export async function noticeTurn(world: World, job: Job): Promise<void> {
  const { store, clock, engine } = world;
  const now = clock.now();
  const event = eventOf(noticePayload.parse(JSON.parse(job.payload)));
  const read = await store.read(async (tx) => {
    const conversation = await tx.conversations.byId(job.key);
    return (
      conversation && {
        facts: await readFacts(tx, conversation, now),
        state: await readDialogState(tx, conversation.id),
      }
    );
  });
  const result =
    read &&
    (await engine.turn({
      conversationId: job.key,
      stored: read.state.stored,
      event,
      facts: read.facts,
      now,
    }));
  await store.write(async (tx) => {
    if (!(await tx.jobs.finish(job.id, job.fence)) || !read || !result) return;
    // A turn that ran meanwhile saw the same facts: its state is as good as ours.
    await writeDialogState(tx, job.key, result, read.state.etag);
  });
}

function eventOf(notice: NoticePayload): ConversationEvent {
  return notice.type === 'paid' ? { ...notice, amount: fen(notice.amount) } : notice;
}
