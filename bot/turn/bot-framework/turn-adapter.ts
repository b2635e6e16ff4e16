import {
  type Activity,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder-core';

/** What is done within one turn. */
export type TurnLogic = (context: TurnContext) => Promise<void>;

/**
 * The Bot Framework adapter of the service. What dialogs say leaves through the outbox, never from here, so outgoing
 * activities (hand-over events, traces) are only passed to whoever listens.
 */
export class TurnAdapter extends BotAdapter {
  readonly #listen: (activity: Partial<Activity>) => void;

  constructor(listen: (activity: Partial<Activity>) => void = () => undefined) {
    super();
    this.#listen = listen;
  }

  /** Runs one turn through the middleware. */
  async processTurn(activity: Partial<Activity>, logic: TurnLogic): Promise<void> {
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }

  override async sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    return activities.map((activity) => {
      this.#listen(activity);
      return { id: activity.id ?? '' };
    });
  }

  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: TurnLogic,
  ): Promise<void> {
    const event = { type: 'event', name: 'ContinueConversation' };
    await this.processTurn(TurnContext.applyConversationReference(event, reference, true), logic);
  }

  /** Messages of this service are never changed after they left. */
  override async updateActivity(): Promise<void> {
    return undefined;
  }

  /** Recall goes through the channel port. */
  override async deleteActivity(): Promise<void> {
    return undefined;
  }
}
