import type { Outcome } from '#domain/handoff.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import { type Asker, caseOf } from './case-of.ts';
import { said } from './case-text.ts';
import type { GroupParts } from './group-parts.ts';
import type { Text } from './post.ts';
import type { CaseNumber } from './read-command.ts';
import { caseList, openTo } from './todo.ts';

/** Takes a waiting case, as in the console: of two at once the second is told who was first. */
export async function claimCase(parts: GroupParts, asker: Asker, asked: CaseNumber): Promise<Text> {
  const { words, may } = parts;
  const { member } = asker;
  if (!may(member, 'speak')) return said(words, 'say.notAllowed');
  const chosen = await choose(parts, asker, asked, ({ owner }) => owner === 'queue', 'nothing');
  if ('text' in chosen) return chosen;
  const { number, conversation } = chosen;
  const result = await parts.claim(conversation.id, member.id);
  const about = { number: String(number) };
  if (result.ok) return said(words, 'say.claimed', { ...about, name: member.name });
  if (result.why === 'with-bot') return said(words, 'say.withBot', about);
  if (result.why === 'unknown') return said(words, 'say.unknown');
  const name = await nameOf(parts, result.takenBy);
  return name === null
    ? said(words, 'say.takenOnPhone', about)
    : said(words, 'say.taken', { ...about, name });
}

/**
 * Hands a case back to the bot with what came of it; only who holds it can. A promise needs what a group may not read.
 * @param isRepeat whether the command was begun before.
 */
export async function handBackCase(
  parts: GroupParts,
  asker: Asker,
  asked: CaseNumber,
  outcome: Outcome | 'unclear' | null,
  isRepeat: boolean,
): Promise<Text> {
  const { words, may } = parts;
  const { member } = asker;
  if (!may(member, 'hand-back')) return said(words, 'say.notAllowed');
  const mine = ({ staffId, owner }: Conversation) => owner === 'staff' && staffId === member.id;
  const chosen = await choose(parts, asker, asked, mine, 'noneMine');
  if ('text' in chosen) return chosen;
  const { conversation } = chosen;
  const number = String(chosen.number);
  if (outcome === null || outcome === 'unclear') {
    return said(words, 'say.whichOutcome', { number, outcomes: words.outcomeWords.join(' ') });
  }
  if (outcome === 'promise') return said(words, 'say.inConsole', { number });
  const result = await parts.handBack(conversation.id, member.id, outcome);
  // Worked off anew, because its process ended before the answer was kept, it has been done already.
  const isDone = result.ok || (isRepeat && conversation.owner === 'bot');
  if (!isDone) return said(words, 'say.notOwner', { number });
  return said(words, 'say.handedBack', { number, outcome: words.label('outcome', outcome) });
}

interface Chosen {
  readonly number: number;
  readonly conversation: Conversation;
}

/** The case of a number; without one, the only one that fits. @returns a text where there is none or more than one. */
async function choose(
  parts: GroupParts,
  asker: Asker,
  asked: CaseNumber,
  fits: (conversation: Conversation) => boolean,
  none: 'nothing' | 'noneMine',
): Promise<Chosen | Text> {
  const { store, clock, words } = parts;
  if (asked === 'unclear') return said(words, 'say.unclear');
  return store.write(async (tx) => {
    if (asked !== null) {
      const conversation = await caseOf(parts, tx, asker, asked);
      return conversation ? { number: asked, conversation } : said(words, 'say.unknown');
    }
    const open = await openTo(parts, tx, asker, clock.now());
    const fitting = open.filter(({ conversation }) => fits(conversation));
    const [only, another] = fitting;
    if (!only) return said(words, `say.${none}`);
    return another ? caseList(parts, tx, asker, 'say.which', fitting) : only;
  });
}

async function nameOf({ store }: GroupParts, staffId: string | null): Promise<string | null> {
  const member = staffId === null ? undefined : await store.read((tx) => tx.staff.byId(staffId));
  return member?.name ?? null;
}
