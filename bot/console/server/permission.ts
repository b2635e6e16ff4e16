import type { StaffRole } from '#ports/store/staff.ts';

/** Who has to do with the resident of a conversation; the others see no chat. */
const OFFICE = ['service', 'steward', 'manager'] as const;

/**
 * The one table of who may do what in the console: each act, and the roles that may. Every endpoint declares its act
 * where it is registered (`needs`); what a role may not do, its pages do not offer.
 */
const MAY = {
  /** Conversations, transcripts, media, hints of what is new. */
  'read-conversation': [...OFFICE, 'finance', 'legal'],
  /** The card of a household: bills, promises, people, with the phone masked. */
  'see-card': [...OFFICE, 'finance', 'legal'],
  /** Claim, answer, take over from the bot. */
  speak: [...OFFICE, 'finance'],
  /** Take a conversation from a colleague who holds it. */
  'take-from-colleague': ['manager'],
  note: [...OFFICE, 'finance', 'legal'],
  /** Hand back to the bot, close a dispute with its answer. */
  'hand-back': [...OFFICE, 'finance'],
  /** See a phone number whole; every look is on record. */
  'reveal-phone': [...OFFICE],
  /** Decide whether a contact is who they say. */
  identity: [...OFFICE],
  /** Waves: what one would do, and what those did that are there. */
  'preview-wave': [...OFFICE, 'legal', 'admin'],
  'draw-wave': ['steward', 'manager'],
  /** Start or resume a wave. */
  'order-wave': ['manager'],
  /** Be the second person of a large wave, or stop one for good. */
  'approve-wave': ['manager', 'admin'],
  /** Halt a wave for the moment: whoever sees that something is wrong. */
  'pause-wave': [...OFFICE, 'admin'],
  /** Print one-time codes: who has one is the owner. */
  'issue-code': ['steward', 'manager'],
  /** Instalments, formal letters: what a person must agree to before a resident reads it. */
  approve: ['manager'],
  /** Look a workbook over and book it. */
  import: ['finance', 'manager', 'admin'],
  'undo-import': ['finance', 'manager'],
  payment: ['finance', 'manager'],
  report: [...OFFICE, 'finance', 'legal', 'admin'],
  /** Formal letters and packs of evidence. */
  evidence: ['manager', 'legal'],
  task: [...OFFICE, 'finance', 'legal'],
  /** Have personal data erased; it cannot be undone. */
  erase: ['manager', 'legal'],
  /** Scripts with their wordings, and trying them; no resident stands in it. */
  'read-script': [...OFFICE, 'finance', 'legal', 'admin'],
  /** Write and propose a wording: script authors are office people. */
  'edit-script': [...OFFICE, 'legal', 'admin'],
  /** Let somebody else's wording in, send it back, go back to the shipped one; only for who works for every estate. */
  'approve-script': ['manager', 'legal', 'admin'],
  /** Colleagues: who works here, in which role, for which estates. */
  staff: ['admin'],
  /** What colleagues did that is no matter of a household: signing in, exports, settings. */
  audit: ['admin'],
  settings: ['admin'],
  /** The accounts through which residents are reached: their state, login code, and letting them go again. */
  account: [...OFFICE, 'admin'],
  /** Groups of colleagues in WeChat: binding one to an estate, letting a group or a colleague's WeChat go. */
  'staff-group': ['manager', 'admin'],
  /** The residents' phones of the simulated WeChat; no real resident stands behind them. */
  simulator: [...OFFICE, 'admin'],
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>;

export type Act = keyof typeof MAY;

/** Whether a role may do an act. */
export function may(role: StaffRole, act: Act): boolean {
  const roles: readonly StaffRole[] = MAY[act];
  return roles.includes(role);
}

const isAct = (name: string): name is Act => Object.hasOwn(MAY, name);
const ACTS: readonly Act[] = Object.keys(MAY).filter(isAct);

/** Everything a role may do. */
export function actsOf(role: StaffRole): Act[] {
  return ACTS.filter((act) => may(role, act));
}
