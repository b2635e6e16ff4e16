import {
  ComponentDialog,
  Dialog,
  type DialogContext,
  type DialogTurnResult,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { remembered } from './begin-turn.ts';
import { MAX_HANDOVERS } from './decide.ts';
import { flowOf, flows } from './flows.ts';
import { route } from './route.ts';
import {
  type Effect,
  type Flow,
  type FlowId,
  type FrameSlots,
  type Step,
  type Turn,
  go,
} from './turn.ts';

/** The turn in progress, as the waterfall steps find it on the turn context. */
export class OpenTurn {
  readonly given: Turn;
  readonly effects: Effect[] = [];
  /** The dialog that waits for the resident at the end of the turn. */
  waiting: FlowId | null = null;
  handovers = 0;

  constructor(given: Turn) {
    this.given = given;
  }
}

/** Where the open turn lies in `TurnContext.turnState`. */
export const OPEN_TURN = Symbol('open turn');

function openTurn(dialogs: DialogContext): OpenTurn {
  const found: unknown = dialogs.context.turnState.get(OPEN_TURN);
  if (!(found instanceof OpenTurn)) throw new Error('a dialog ran outside a turn');
  return found;
}

interface StepValues {
  slots?: FrameSlots;
}

type Waterfall = WaterfallStepContext<StepValues>;

async function play(flow: FlowId, step: Step, waterfall: Waterfall): Promise<DialogTurnResult> {
  const open = openTurn(waterfall);
  const begun = waterfall.index === 0;
  const kept: StepValues = begun ? waterfall.options : waterfall.values;
  const { effects, next } = step({
    ...open.given,
    memory: remembered(open.given.memory, open.effects),
    slots: kept.slots ?? {},
  });
  open.effects.push(...effects);
  switch (next.do) {
    case 'end':
      return waterfall.endDialog();
    case 'wait': {
      const values: StepValues = waterfall.values;
      values.slots = next.slots;
      open.waiting = flow;
      return Dialog.EndOfTurn;
    }
    case 'go':
      open.handovers += 1;
      if (open.handovers >= MAX_HANDOVERS) {
        throw new Error(`the dialogs hand on in a circle, last ${next.flow}`);
      }
      return waterfall.replaceDialog(flowOf(next.flow).id, { slots: next.slots });
  }
}

/** The same steps as the plain runner's, as a Bot Framework waterfall. */
function waterfallOf(flow: Flow): WaterfallDialog<StepValues> {
  // Waited past the last step: the words are looked at afresh, as the plain runner does.
  const steps: Step[] = [...flow.steps, () => go('reply', {})];
  return new WaterfallDialog(
    flow.id,
    steps.map((step) => async (waterfall: Waterfall) => play(flow.id, step, waterfall)),
  );
}

/** The main dialog: interruptions first, then the dialog that waits, then an answer by category. */
export class MainDialog extends ComponentDialog {
  static readonly id = 'main';

  constructor() {
    super(MainDialog.id);
    for (const flow of flows.values()) this.addDialog(waterfallOf(flow));
    this.initialDialogId = 'reply';
  }

  protected override async onBeginDialog(inner: DialogContext): Promise<DialogTurnResult> {
    const opening = route(openTurn(inner).given, null);
    return inner.beginDialog(opening.do === 'begin' ? opening.flow : 'reply', { slots: {} });
  }

  protected override async onContinueDialog(inner: DialogContext): Promise<DialogTurnResult> {
    const open = openTurn(inner);
    const waiting = flows.get(inner.activeDialog?.id ?? '') ?? null;
    const opening = route(open.given, waiting);
    switch (opening.do) {
      case 'go-on':
        return inner.continueDialog();
      case 'aside':
        open.effects.push(...opening.effects);
        open.waiting = waiting?.id ?? null;
        return Dialog.EndOfTurn;
      case 'begin':
        await inner.cancelAllDialogs();
        return inner.beginDialog(opening.flow, { slots: {} });
    }
  }
}
