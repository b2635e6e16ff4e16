import type { InjectOptions } from 'fastify';
import type { Way } from '#console/server/door.ts';
import type { Place } from './open-console.ts';

/** Bodies that a way takes, by the last word of its address; the door does not look at them. */
const BODIES: Readonly<Record<string, Record<string, unknown>>> = {
  'take-over': { reason: '业主来办公室了' },
  reply: { text: '您好' },
  note: { text: '已电话联系' },
  'hand-back': { outcome: 'nothing-to-do' },
  resolve: { outcome: 'nothing-to-do' },
  wave: { households: ['anything'] },
  say: { text: '在吗' },
  phone: { text: '我来处理' },
  media: { kind: 'image' },
  payment: { amount: '1.00' },
};

/** What stands in an address, in the estate of a place; what nobody told of here is an id that does not exist. */
function addressIn({ estate, conversation, contact }: Place, url: string): string {
  return url
    .replace(':estate', estate.id)
    .replace('/conversations/:id', `/conversations/${conversation.id}`)
    .replace('/tasks/:id', `/tasks/task-of-${estate.id}`)
    .replace(':contact', encodeURIComponent(contact))
    .replace(/:\w+/gu, 'no-such-id')
    .replace(/\/report$/u, '/report?from=2026-11-01&to=2026-11-23');
}

let senders = 0;

/** A request that is right but for what a test takes from it; each from an address of its own. */
export function requestOf({ method, url }: Way, place: Place): InjectOptions {
  senders += 1;
  const remoteAddress = `10.0.${senders >> 8}.${senders & 255}`;
  const request = { method: method === 'POST' ? 'POST' : 'GET', remoteAddress } as const;
  const target = { ...request, url: addressIn(place, url) };
  if (method !== 'POST') return target;
  return { ...target, payload: BODIES[url.split('/').at(-1) ?? ''] ?? {} };
}
