import type { Catalogue } from '#domain/content.ts';
import type { Frame } from '#domain/conversation.ts';
import type { Decide } from '#domain/engine.ts';
import { asked, beginTurn, concluded, remembered } from './begin-turn.ts';
import { flowOf, flows } from './flows.ts';
import { route } from './route.ts';
import type { Effect, FrameSlots, Flow, Turn } from './turn.ts';

/** Dialogs may hand on to each other this often in one turn; more is a loop. */
export const MAX_HANDOVERS = 8;

/**
 * The plain runner: the whole engine as one pure function, without Bot Framework.
 * One dialog waits at a time; where the words lead elsewhere, it gives its place away.
 */
export function createDecide(catalogue: Catalogue): Decide {
  return (state, event, facts, now) => {
    const turn = beginTurn(catalogue, state.memory, event, facts, now);
    const waiting = state.stack.at(-1);
    const known = waiting && flows.get(waiting.flow);
    const opening = route(turn, known ?? null);
    if (opening.do === 'aside') {
      return conclude(turn, { effects: opening.effects, stack: state.stack });
    }
    if (opening.do === 'go-on' && known && waiting) {
      return conclude(turn, run(turn, known, waiting.step, waiting.slots));
    }
    const first = opening.do === 'begin' ? opening.flow : 'reply';
    return conclude(turn, run(turn, flowOf(first), 0, {}));
  };
}

interface Outcome {
  readonly effects: readonly Effect[];
  readonly stack: readonly Frame[];
}

function run(given: Turn, from: Flow, at: number, kept: FrameSlots): Outcome {
  const effects: Effect[] = [];
  let flow = from;
  let index = at;
  let slots = kept;
  for (let handovers = 0; handovers < MAX_HANDOVERS; handovers += 1) {
    const step = flow.steps[index];
    if (!step) {
      // Waited past the last step: the words are looked at afresh.
      flow = flowOf('reply');
      index = 0;
      slots = {};
      continue;
    }
    const result = step({ ...given, memory: remembered(given.memory, effects), slots });
    effects.push(...result.effects);
    switch (result.next.do) {
      case 'end':
        return { effects, stack: [] };
      case 'wait':
        return { effects, stack: [{ flow: flow.id, step: index + 1, slots: result.next.slots }] };
      case 'go':
        flow = flowOf(result.next.flow);
        index = 0;
        slots = result.next.slots;
    }
  }
  throw new Error(`the dialogs hand on in a circle, last ${flow.id}`);
}

function conclude(turn: Turn, { effects, stack }: Outcome): ReturnType<Decide> {
  return {
    state: { memory: concluded(turn.memory, effects, stack.length > 0), stack },
    actions: asked(effects),
  };
}
