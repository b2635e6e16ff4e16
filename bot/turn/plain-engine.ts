import { createDecide } from '#flows/decide.ts';
import type { Catalogue } from '#domain/content.ts';
import type { Engine } from '#ports/engine.ts';
import { isUnanswered } from '#domain/conversation.ts';
import { readState } from './stored-state.ts';

/** Runs turns without Bot Framework; the conversation cases pass on it too, which proves the seam. */
export function createPlainEngine(catalogue: Catalogue): Engine {
  const decide = createDecide(catalogue);
  return {
    name: 'plain',
    async turn({ stored, event, facts, now }) {
      const decision = decide(readState(stored), event, facts, now);
      const { memory, stack } = decision.state;
      return {
        stored: JSON.stringify(decision.state),
        waiting: {
          flow: stack.at(-1)?.flow ?? null,
          choices: memory.menu?.routes.length ?? 0,
          asks: isUnanswered(memory),
        },
        decision,
      };
    },
  };
}
