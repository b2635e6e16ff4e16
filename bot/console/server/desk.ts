import type { Committed } from '#accounts/import/commit-import.ts';
import type { SheetMapping } from '#accounts/import/column-mapping.ts';
import type { ImportOrder } from '#accounts/import/import-order.ts';
import type { ImportPlan } from '#accounts/import/plan-import.ts';
import type { RefusedSheet } from '#accounts/import/refused-sheet.ts';
import type { Undid } from '#accounts/import/undo-import.ts';
import type { Content } from '#content/load.ts';
import type { ScriptId } from '#domain/category.ts';
import type { Estate } from '#domain/estate.ts';
import type { MediaKind, MessageKind } from '#domain/message-kind.ts';
import type { LocalDate } from '#domain/time.ts';
import type { GroupActs } from '#group/group-acts.ts';
import type { Channel } from '#ports/channel.ts';
import type { Clock } from '#ports/clock.ts';
import type { PaperWords } from '#papers/paper-words.ts';
import type { MediaFolder } from '#ports/media.ts';
import type { Perceive } from '#ports/perceive.ts';
import type { Store, Tx } from '#ports/store/store.ts';
import type { RequestAnswer } from '#rights/answer-request.ts';
import type { ConfirmedPayment } from '#turn/confirm-payment.ts';
import type { IdentityActs } from '#turn/identity-acts.ts';
import type { ChannelActs } from '#turn/channel-acts.ts';
import type { StaffActs } from '#turn/staff-acts.ts';
import type { WaveActs } from '#waves/wave-acts.ts';
import type { Hint } from '../api.ts';

/** The residents' phones of the simulated WeChat. */
export interface Phones {
  say(contact: string, text: string): Promise<void>;
  sendMedia(contact: string, kind: MediaKind): Promise<void>;
  typeOnPhone(contact: string, text: string): Promise<void>;
  addContact(contact: string, name: string): void;
  addRoom(room: string): void;
  sayInRoom(contact: string, text: string, room: string): Promise<void>;
  roomHistory(room: string): readonly {
    readonly id: string;
    /** Null for our account. */
    readonly talker: string | null;
    readonly talkerName: string;
    readonly text: string;
    readonly at: number;
  }[];
  history(contact: string): readonly {
    readonly id: string;
    readonly from: 'us' | 'resident';
    readonly kind: MessageKind;
    readonly text: string;
    readonly at: number;
  }[];
}

/** What stands beside the scripts for those who write them. */
export interface ScriptNotes {
  /** What a script is for, as its author wrote above it; empty where nobody did. */
  aimOf(script: ScriptId): string;
  /** A strategy in words of a language. */
  strategyName(strategy: string, locale: string): string;
  /** The rows of evidence a script may rest on. */
  readonly evidence: ReadonlyMap<string, { readonly kind: string; readonly finding: string }>;
  /** The conversation cases that expect a script. */
  storiesOf(script: ScriptId): readonly { readonly file: string; readonly title: string }[];
}

/** What the pages work with; put together by the command that starts the service. */
export interface Desk {
  readonly store: Store;
  readonly clock: Clock;
  readonly content: Content;
  /** The content with the wordings the office has approved. */
  speaking(tx: Tx): Promise<Content>;
  readonly notes: ScriptNotes;
  /** Understands what somebody types who tries a script; nobody outside is asked. */
  readonly perceive: Perceive;
  readonly media: MediaFolder;
  readonly staff: StaffActs;
  /** The ways to residents, and what may be done about their accounts. */
  readonly channels: readonly Channel[];
  readonly account: ChannelActs;
  readonly group: GroupActs;
  /** The words of reports in a language; an unknown one gets those of the source language. */
  papers(locale: string): PaperWords;
  readonly identity: IdentityActs;
  /** Name of the channel the simulator speaks through, and its phones; null without a simulator. */
  readonly simulator: { readonly channel: string; readonly phones: Phones } | null;
  /** Has a summary of a handed-over conversation drafted for colleagues; null without a language model. */
  readonly draftSummary: ((conversationId: string) => Promise<void>) | null;
  /** What people do with waves. */
  readonly waves: WaveActs;
  /** Sees to what a resident asked about their data; `erase` approves an erasure and carries it out. */
  answerRequest(requestId: string, staffId: string, erase: boolean): Promise<RequestAnswer>;
  confirmPayment(payment: ConfirmedPayment): Promise<boolean>;
  /** Reads a workbook for an estate by its name, with what is remembered of its columns and what somebody says of them. */
  planImport(
    bytes: Buffer,
    fileName: string,
    how?: { readonly estate: string; readonly given: readonly SheetMapping[] },
  ): Promise<ImportPlan>;
  /** Books a plan, or tells why it may not be. */
  bookImport(
    plan: ImportPlan,
    order: ImportOrder,
  ): Promise<Committed & { readonly estate: Estate }>;
  /** The refused rows as a workbook to mend and import again. */
  errorWorkbook(sheets: readonly RefusedSheet[], asOf: LocalDate): Promise<Buffer>;
  /** A person says that bills which vanished from a whole list are owed. @returns false where nothing is on hold. */
  stillOwes(householdId: string, by: string): Promise<boolean>;
  undoImport(
    importId: string,
    order: { readonly by: string; readonly why: string },
  ): Promise<Undid>;
  /** The sample workbook that ships with the product. */
  sampleImport(): Promise<{ readonly plan: ImportPlan; readonly estate: string }>;
  /** Tells every page that something changed. */
  changed(hint: { readonly topic: 'script'; readonly id: string }): void;
  subscribe(listener: (hint: Hint) => void): () => void;
}
