import { ConversationState, type TurnContext } from 'botbuilder-core';
import { DialogSet, DialogTurnStatus } from 'botbuilder-dialogs';
import { asked, beginTurn, concluded } from '#flows/begin-turn.ts';
import { MainDialog, OPEN_TURN, OpenTurn } from '#flows/main-dialog.ts';
import type { Action } from '#domain/action.ts';
import type { Catalogue } from '#domain/content.ts';
import { FRESH, type Memory, isUnanswered } from '#domain/conversation.ts';
import type { Engine, EngineResult, EngineTurn } from '#ports/engine.ts';
import { activityOf } from '../activity.ts';
import { readMemory } from '../stored-state.ts';
import { handoffInitiation } from './handoff-event.ts';
import type { TurnAdapter } from './turn-adapter.ts';
import { TurnStorage } from './turn-storage.ts';

/** Runs turns as Bot Framework dialogs: adapter, turn context, conversation state, dialog stack. */
export function createBotFrameworkEngine(catalogue: Catalogue, adapter: TurnAdapter): Engine {
  return {
    name: 'bot-framework',
    async turn(input) {
      const results: EngineResult[] = [];
      await adapter.processTurn(activityOf(input), async (context) => {
        results.push(await playTurn(catalogue, context, input));
      });
      const [result] = results;
      if (!result) throw new Error('the turn was swallowed by a middleware');
      return result;
    },
  };
}

async function playTurn(
  catalogue: Catalogue,
  context: TurnContext,
  input: EngineTurn,
): Promise<EngineResult> {
  const storage = new TurnStorage(input.stored);
  const conversation = new ConversationState(storage);
  const stack = conversation.createProperty('dialogs');
  const memoryOf = conversation.createProperty<Memory>('memory');
  const memory = readMemory(await memoryOf.get(context, FRESH.memory));
  const open = new OpenTurn(beginTurn(catalogue, memory, input.event, input.facts, input.now));
  context.turnState.set(OPEN_TURN, open);

  const dialogs = new DialogSet(stack).add(new MainDialog());
  const running = await dialogs.createContext(context);
  const known = running.stack.every(({ id }) => dialogs.find(id) !== undefined);
  // A stack of another release cannot be gone on with: the conversation restarts at a safe step.
  if (!known) await running.cancelAllDialogs();
  const { status } = await running.continueDialog();
  if (status === DialogTurnStatus.empty) await running.beginDialog(MainDialog.id);

  const after = concluded(open.given.memory, open.effects, open.waiting !== null);
  await memoryOf.set(context, after);
  await conversation.saveChanges(context);
  const actions = asked(open.effects);
  await announceHandoff(context, actions);
  return {
    stored: storage.text(),
    waiting: {
      flow: open.waiting,
      choices: after.menu?.routes.length ?? 0,
      asks: isUnanswered(after),
    },
    decision: { state: { memory: after, stack: [] }, actions },
  };
}

/** Tells Bot Framework's own listeners that a person is wanted, in the vocabulary of its hand-over protocol. */
async function announceHandoff(context: TurnContext, actions: readonly Action[]): Promise<void> {
  for (const action of actions) {
    if (action.do !== 'hand-off') continue;
    const { reason, queue, urgent } = action;
    await context.sendActivity(handoffInitiation({ reason, queue, urgent }));
  }
}
