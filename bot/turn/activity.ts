import type { Activity } from 'botbuilder-core';
import type { EngineTurn } from '#ports/engine.ts';

/** The channel id under which Bot Framework knows our conversations. */
export const CHANNEL_ID = 'wechat';

/** A conversation event as the Activity that Bot Framework's dialogs expect. */
export function activityOf({ conversationId, event, facts, now }: EngineTurn): Partial<Activity> {
  const envelope = {
    channelId: CHANNEL_ID,
    serviceUrl: 'nuancui:',
    timestamp: new Date(now),
    locale: facts.contact.locale,
    from: { id: facts.contact.id, name: '' },
    recipient: { id: facts.estate.id, name: facts.estate.company },
    conversation: { id: conversationId, name: '', isGroup: false, conversationType: 'personal' },
  };
  if (event.type === 'said') return { ...envelope, type: 'message', text: event.text };
  return { ...envelope, type: 'event', name: event.type, value: event };
}
