import type { InjectOptions } from 'fastify';
import type { Way } from '#console/server/door.ts';
import { pictureOf } from './held-things.ts';
import type { Place } from './open-console.ts';

/** Bodies that a way takes, by the last word of its address; the door does not look at them. */
const BODIES: Readonly<Record<string, Record<string, unknown>>> = {
  'take-over': { reason: '业主来办公室了' },
  reply: { text: '您好' },
  note: { text: '已电话联系' },
  'hand-back': { outcome: 'nothing-to-do' },
  resolve: { outcome: 'nothing-to-do' },
  'reset-password': { reason: '忘了密码' },
  end: { reason: '离职' },
  role: { role: 'steward', reason: '调岗' },
  estates: { estates: ['peach'], reason: '调岗' },
  say: { text: '在吗' },
  phone: { text: '我来处理' },
  media: { kind: 'image' },
  payment: { amount: '1.00' },
  approve: { reason: '看过身份证' },
  pause: { reason: '先等等' },
  stop: { reason: '名单不对' },
  refuse: { reason: '对不上' },
  presence: { doing: 'reading' },
  draft: { mode: 'note', text: '已电话联系' },
  ask: { subject: 'photo' },
  delivery: {
    how: 'ems',
    reference: 'EA123456789CN',
    outcome: 'signed',
    receivedBy: 'owner',
    on: '2026-11-23',
  },
  'reveal-phone': { reason: '要打电话' },
  undo: { reason: '导错了表' },
  decide: { decision: 'owes' },
};

/** A request that reports take; each looks at no more of it than it knows. */
const SPAN = '?from=2026-11-01&to=2026-11-23&figure=received';
const SEARCH = '?q=3-2';

/** What stands in an address, in the estate of a place; what nobody told of here is an id that does not exist. */
function addressIn(place: Place, url: string): string {
  const { estate, household, conversation, contact } = place;
  return url
    .replace(':estate', estate.id)
    .replace('/conversations/:id', `/conversations/${conversation.id}`)
    .replace('/tasks/:id', `/tasks/task-of-${estate.id}`)
    .replace('/imports/:id', `/imports/import-of-${estate.id}`)
    .replace('/staff/:id', `/staff/clerk-of-${estate.id}`)
    .replace('/groups/:id', `/groups/group-of-${estate.id}`)
    .replace('/identity-requests/:id', `/identity-requests/identity-of-${estate.id}`)
    .replace('/requests/:id/done', `/requests/copy-of-${estate.id}/done`)
    .replace('/requests/:id/erase', `/requests/erase-of-${estate.id}/erase`)
    .replace(':household', household.id)
    .replace('/letters/:number', `/letters/letter-of-${estate.id}`)
    .replace('/waves/:id', `/waves/wave-of-${estate.id}`)
    .replace('/media/:id', `/media/${pictureOf(place)}`)
    .replace(':contact', encodeURIComponent(contact))
    .replace(/:\w+/gu, 'no-such-id')
    .replace(/\/(?:report|report\.xlsx|rows|overview)$/u, (end) => `${end}${SPAN}`)
    .replace(/\/search$/u, (end) => `${end}${SEARCH}`);
}

let senders = 0;

/** A request that is right but for what a test takes from it; each from an address of its own. */
export function requestOf({ method, url }: Way, place: Place): InjectOptions {
  senders += 1;
  const remoteAddress = `10.0.${senders >> 8}.${senders & 255}`;
  const request = { method: method === 'POST' ? 'POST' : 'GET', remoteAddress } as const;
  const target = { ...request, url: addressIn(place, url) };
  if (method !== 'POST') return target;
  const word = url.split('/').at(-1) ?? '';
  if (word === 'waves') return { ...target, payload: { households: [place.household.id] } };
  return { ...target, payload: BODIES[word] ?? {} };
}
