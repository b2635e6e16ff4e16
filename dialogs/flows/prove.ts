import { identityOf } from './heard-identity.ts';
import { confusedTimes, speak } from './speak.ts';
import { type FrameSlots, type Flow, type StepResult, type Turn, end, wait } from './turn.ts';

/** What is needed, in the order it is asked for, and the trigger that asks. */
const NEEDED = [
  ['room', 'prove:room'],
  ['name', 'prove:name'],
  ['lastFour', 'prove:phone'],
] as const;

/** How a room is written. */
const EXAMPLE = '3-2-1101';

/** Puts what was said to what was said before. */
function gathered(turn: Turn): FrameSlots {
  const { name, lastFour, wish } = identityOf(turn);
  const room = turn.heard?.rooms.at(-1);
  return {
    ...turn.slots,
    ...(room !== undefined && { room }),
    ...(name !== null && { name }),
    ...(lastFour !== null && { lastFour }),
    ...(wish === 'no-phone' && { lastFour: '' }),
  };
}

function ask(turn: Turn): StepResult {
  const slots = gathered(turn);
  const { room, name, lastFour } = slots;
  if (typeof room === 'string' && typeof name === 'string' && typeof lastFour === 'string') {
    return end(confusedTimes(0), [
      { do: 'prove', room, name, lastFour: lastFour === '' ? null : lastFour },
    ]);
  }
  const missing = NEEDED.filter(([slot]) => slots[slot] === undefined);
  const [first] = missing;
  const asks = first && missing.length < NEEDED.length ? first[1] : 'prove:all';
  return wait(
    slots,
    confusedTimes(0),
    speak(turn, asks, { example: { kind: 'text', value: EXAMPLE } }),
  );
}

/** Room, name and the last four digits of the phone on file, in one message or one after the other. */
export const prove: Flow = {
  id: 'prove',
  takes: ({ heard }) => {
    if (!heard) return false;
    const { name, lastFour, wish } = heard.identity;
    return name !== null || lastFour !== null || wish === 'no-phone' || heard.rooms.length > 0;
  },
  steps: [ask, ask, ask, ask],
};
