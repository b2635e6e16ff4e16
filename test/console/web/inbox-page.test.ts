import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ConversationItem as Item } from '#console/inbox-api.ts';
import { cannedQuery, matchingCanned } from '#console/web/conversation/canned.ts';
import {
  countItems,
  firstQueue,
  neighbour,
  shownItems,
  type View,
} from '#console/web/conversation/inbox.ts';
import { shortcutOf } from '#console/web/service/shortcuts.ts';

const QUIET: Item = {
  id: '',
  room: '3-2-1101',
  name: '李秀英',
  owner: 'bot',
  staffId: null,
  staffName: null,
  reason: null,
  queue: null,
  urgent: false,
  caseNumber: null,
  waitingSince: null,
  waitedMinutes: 0,
  answerBy: null,
  overdue: false,
  asking: null,
  outcome: null,
  lastText: '',
  lastAt: 0,
  found: null,
};
const item = (id: string, change: Partial<Item>): Item => ({ ...QUIET, id, ...change });

describe('The list of conversations', () => {
  const waiting = item('waiting', { owner: 'queue', queue: 'finance', waitingSince: 1 });
  const mine = item('mine', { owner: 'staff', staffId: 'chen' });
  const phone = item('phone', { owner: 'staff', staffId: null });
  const hers = item('hers', { owner: 'staff', staffId: 'wang' });
  const late = item('late', { owner: 'staff', staffId: 'wang', waitingSince: 1, overdue: true });
  const closed = item('closed', { outcome: 'work-order' });
  const all = [waiting, mine, phone, hers, late, closed, item('bot', {})];
  const idsOf = (items: readonly Item[]): string[] => items.map(({ id }) => id);
  const shown = (view: View) => idsOf(shownItems(all, view, 'all', 'chen'));

  it('shows as waiting what nobody holds, what was only answered on the phone, and who is kept too long', () => {
    assert.deepEqual(shown('waiting'), ['waiting', 'phone', 'late']);
  });

  it('shows what I hold, what the bot has, what was closed, and everything', () => {
    assert.deepEqual(shown('mine'), ['mine']);
    assert.deepEqual(shown('bot'), ['closed', 'bot']);
    assert.deepEqual(shown('closed'), ['closed']);
    assert.deepEqual(shown('all'), idsOf(all));
    assert.equal(countItems(all, 'all', 'chen').waiting, 3);
  });

  it('can be narrowed to a queue, and begins with that of the role', () => {
    assert.deepEqual(idsOf(shownItems(all, 'waiting', 'finance', 'chen')), ['waiting']);
    assert.equal(firstQueue('finance', null), 'finance');
    assert.equal(firstQueue('service', null), 'all');
    assert.equal(firstQueue('finance', 'legal'), 'legal');
  });

  it('is walked through by key, and ends where it ends', () => {
    assert.equal(neighbour(all, null, 1)?.id, 'waiting');
    assert.equal(neighbour(all, 'waiting', 1)?.id, 'mine');
    assert.equal(neighbour(all, 'waiting', -1)?.id, 'waiting');
    assert.equal(neighbour(all, 'bot', 1)?.id, 'bot');
    assert.equal(neighbour([], null, 1), undefined);
  });
});

describe('The keys of the inbox', () => {
  const press = {
    key: 'j',
    keyCode: 74,
    isComposing: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    elsewhere: false,
  };

  it('do one thing each', () => {
    const acts = ['j', 'k', 'c', 'r', 'n', '/', 'e', '?'].map((key) =>
      shortcutOf({ ...press, key }),
    );
    const known = ['next', 'previous', 'claim', 'reply', 'note', 'canned', 'hand-back', 'help'];
    assert.deepEqual(acts, known);
    assert.equal(shortcutOf({ ...press, key: 'x' }), null);
  });

  it('are letters while somebody composes, writes, or holds another key', () => {
    for (const change of [
      { isComposing: true },
      { keyCode: 229 },
      { elsewhere: true },
      { ctrlKey: true },
      { metaKey: true },
      { altKey: true },
    ]) {
      assert.equal(shortcutOf({ ...press, ...change }), null, JSON.stringify(change));
    }
  });
});

describe('Canned replies', () => {
  const reply = (id: string, title: string, missing: string[] = []) => ({
    id,
    title,
    text: missing.length > 0 ? null : `${title}。`,
    missing,
  });
  const all = [
    reply('visit', '约时间', ['room']),
    reply('heard', '听到了'),
    reply('bill', '核对账单'),
  ];

  it('open with a slash, and not in the middle of a text', () => {
    assert.equal(cannedQuery('/账'), '账');
    assert.equal(cannedQuery('/'), '');
    assert.equal(cannedQuery('1/2'), null);
    assert.equal(cannedQuery('/a\nb'), null);
  });

  it('are found by name and words; what lacks a fact comes last', () => {
    assert.deepEqual(
      matchingCanned(all, '').map(({ id }) => id),
      ['heard', 'bill', 'visit'],
    );
    assert.deepEqual(
      matchingCanned(all, '账单').map(({ id }) => id),
      ['bill'],
    );
  });
});
