import type { Audit } from './audit.ts';
import type { Channels } from './channels.ts';
import type { Claims, Disputes, Plans, Promises } from './commitments.ts';
import type { Conversations, Handoffs, Notes } from './conversations.ts';
import type { Asks, Drafts } from './desk.ts';
import type {
  CaseNumbers,
  StaffAlerts,
  StaffCodes,
  StaffContacts,
  StaffGroups,
  StaffPosts,
  StaffWords,
} from './group.ts';
import type { Documents } from './documents.ts';
import type { Bindings, Charges, Contacts, Estates, Households, Payments } from './households.ts';
import type { BindCodes, IdentityRequests, IdentityTries } from './identity.ts';
import type { Imports } from './imports.ts';
import type { Jobs } from './jobs.ts';
import type { LedgerRows } from './ledger.ts';
import type { Letters } from './letters.ts';
import type { Media } from './media.ts';
import type { Inbox, Outbox } from './messages.ts';
import type { Others } from './others.ts';
import type { PersonalData } from './personal-data.ts';
import type { Tasks } from './tasks.ts';
import type { Waves } from './waves.ts';
import type { Wordings } from './wordings.ts';
import type { LoginTries, Sessions, Staff } from './staff.ts';

/** Everything that is stored, within one transaction. */
export interface Tx {
  readonly estates: Estates;
  readonly households: Households;
  readonly charges: Charges;
  readonly payments: Payments;
  readonly contacts: Contacts;
  readonly bindings: Bindings;
  readonly promises: Promises;
  readonly plans: Plans;
  readonly claims: Claims;
  readonly disputes: Disputes;
  readonly conversations: Conversations;
  readonly handoffs: Handoffs;
  readonly notes: Notes;
  readonly drafts: Drafts;
  readonly asks: Asks;
  readonly tasks: Tasks;
  readonly waves: Waves;
  readonly channels: Channels;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly media: Media;
  readonly letters: Letters;
  readonly ledger: LedgerRows;
  readonly jobs: Jobs;
  readonly staff: Staff;
  readonly sessions: Sessions;
  readonly loginTries: LoginTries;
  readonly audit: Audit;
  readonly imports: Imports;
  readonly documents: Documents;
  readonly personal: PersonalData;
  readonly bindCodes: BindCodes;
  readonly identityTries: IdentityTries;
  readonly identityRequests: IdentityRequests;
  readonly staffCodes: StaffCodes;
  readonly staffContacts: StaffContacts;
  readonly staffGroups: StaffGroups;
  readonly staffWords: StaffWords;
  readonly staffPosts: StaffPosts;
  readonly staffAlerts: StaffAlerts;
  readonly caseNumbers: CaseNumbers;
  readonly wordings: Wordings;
}

/**
 * The one database. `write` is a transaction: all of it is durable when the promise resolves, none of it when it
 * rejects. Writers of one store run one after another, or retry until they could have.
 */
export interface Store {
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
  /** Absent where no other process can work on the store. */
  readonly others?: Others;
}
