import { describe } from 'mocha';
import { accountRules } from './store/accounts.ts';
import { channelRules } from './store/channels.ts';
import { commitmentRules } from './store/commitments.ts';
import { contactRules } from './store/contacts.ts';
import { conversationRules } from './store/conversations.ts';
import { identityRules } from './store/identity.ts';
import { importRules } from './store/imports.ts';
import { jobRules } from './store/jobs.ts';
import { ledgerRules } from './store/ledger.ts';
import { inboxRules } from './store/inbox.ts';
import { letterRules } from './store/letters.ts';
import { mediaRules } from './store/media.ts';
import { officeRules } from './store/office.ts';
import type { OpenStore } from './store/opened.ts';
import { outboxRules } from './store/outbox.ts';
import { deskRules } from './store/desk.ts';
import { groupRules } from './store/group.ts';
import { personalDataRules } from './store/personal-data.ts';
import { taskRules } from './store/tasks.ts';
import { waveRules } from './store/waves.ts';
import { wordingRules } from './store/wordings.ts';
import { transactionRules } from './store/transactions.ts';

/** What every store engine must hold to; an engine that passes is as good as any other. */
export function storeContract(name: string, open: OpenStore): void {
  describe(name, () => {
    transactionRules(open);
    accountRules(open);
    contactRules(open);
    commitmentRules(open);
    conversationRules(open);
    inboxRules(open);
    outboxRules(open);
    jobRules(open);
    ledgerRules(open);
    deskRules(open);
    groupRules(open);
    taskRules(open);
    waveRules(open);
    importRules(open);
    channelRules(open);
    personalDataRules(open);
    identityRules(open);
    officeRules(open);
    mediaRules(open);
    letterRules(open);
    wordingRules(open);
  });
}
