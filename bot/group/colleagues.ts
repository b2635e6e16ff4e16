import { ALERT_QUEUE, COMMAND_QUEUE, type Colleagues, POST_QUEUE } from '#ports/colleagues.ts';
import { alertEstate } from './alert.ts';
import type { GroupParts } from './group-parts.ts';
import { hear, hearInRoom } from './hear.ts';
import { sendPost } from './send-post.ts';
import { workCommand } from './work-command.ts';

/** Colleagues in WeChat, over the running service. */
export function createColleagues(parts: GroupParts): Colleagues {
  return {
    hear: async (channel, event) => hear(parts, channel, event),
    hearInRoom: async (channel, words) => hearInRoom(parts, channel, words),
    async work(job) {
      switch (job.queue) {
        case COMMAND_QUEUE:
          return workCommand(parts, job);
        case ALERT_QUEUE:
          return alertEstate(parts, job);
        case POST_QUEUE:
          return sendPost(parts, job);
        default:
          throw new Error(`colleagues know no queue ${job.queue}`);
      }
    },
  };
}
