import type { LedgerType } from '#ports/store/ledger.ts';

/** Sections of the readable pack whose entries are messages. */
export type SpokenSection = 'demands' | 'replies' | 'answers';

/** Sections of the readable pack whose entries are rows of a table. */
export type ActSection = 'promises' | 'disputes' | 'staff' | 'withheld' | 'identity' | 'others';

/** Where the paper tells of each kind of entry: every one has its place, so that nothing in the proof is missing from it. */
export const SECTION_OF: Readonly<Record<LedgerType, SpokenSection | ActSection>> = {
  demand: 'demands',
  courtesy: 'demands',
  letter: 'demands',
  received: 'replies',
  recalled: 'replies',
  reply: 'answers',
  'staff-reply': 'answers',
  promise: 'promises',
  'promise-kept': 'promises',
  'promise-broken': 'promises',
  'promise-cancelled': 'promises',
  plan: 'promises',
  'payment-claim': 'promises',
  'payment-claim-closed': 'promises',
  payment: 'promises',
  acknowledgement: 'promises',
  dispute: 'disputes',
  'dispute-resolved': 'disputes',
  handoff: 'staff',
  claim: 'staff',
  takeover: 'staff',
  handback: 'staff',
  returned: 'staff',
  ask: 'staff',
  approval: 'staff',
  hold: 'staff',
  release: 'staff',
  note: 'staff',
  task: 'staff',
  'task-done': 'staff',
  reveal: 'staff',
  withheld: 'withheld',
  code: 'identity',
  identity: 'identity',
  bind: 'identity',
  unbind: 'identity',
  delegate: 'identity',
  recheck: 'identity',
  'opt-out': 'others',
  'opt-in': 'others',
  delivery: 'others',
  import: 'others',
  'import-undone': 'others',
  wave: 'others',
  channel: 'others',
  'rights-request': 'others',
  'rights-answer': 'others',
  erasure: 'others',
};
