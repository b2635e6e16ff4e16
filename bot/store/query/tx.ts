import type { Tx } from '#ports/store/store.ts';
import { audit } from './audit.ts';
import { channels } from './channels.ts';
import { charges, payments } from './charges.ts';
import { claims, disputes, plans, promises } from './commitments.ts';
import type { Connection } from './connection.ts';
import { bindings, contacts } from './contacts.ts';
import { conversations } from './conversations.ts';
import { asks, drafts } from './desk.ts';
import { documents } from './documents.ts';
import { estates } from './estates.ts';
import { handoffs, notes } from './handoffs.ts';
import { households } from './households.ts';
import { bindCodes, identityRequests, identityTries } from './identity.ts';
import { imports } from './imports.ts';
import { inbox } from './inbox.ts';
import { jobs } from './jobs.ts';
import { ledgerRows } from './ledger-rows.ts';
import { letters } from './letters.ts';
import { loginTries } from './login-tries.ts';
import { media } from './media.ts';
import { outbox } from './outbox.ts';
import { personalData } from './personal-data.ts';
import { staffCodes, staffContacts, staffGroups } from './staff-binding.ts';
import { caseNumbers, staffAlerts, staffPosts, staffWords } from './staff-post.ts';
import { sessions, staff } from './staff.ts';
import { tasks } from './tasks.ts';
import { waves } from './waves.ts';
import { wordings } from './wordings.ts';

/** Every repository over one connection. */
export function createTx(connection: Connection): Tx {
  return {
    estates: estates(connection),
    households: households(connection),
    charges: charges(connection),
    payments: payments(connection),
    contacts: contacts(connection),
    bindings: bindings(connection),
    promises: promises(connection),
    plans: plans(connection),
    claims: claims(connection),
    disputes: disputes(connection),
    conversations: conversations(connection),
    handoffs: handoffs(connection),
    notes: notes(connection),
    drafts: drafts(connection),
    asks: asks(connection),
    tasks: tasks(connection),
    waves: waves(connection),
    channels: channels(connection),
    inbox: inbox(connection),
    outbox: outbox(connection),
    media: media(connection),
    letters: letters(connection),
    ledger: ledgerRows(connection),
    jobs: jobs(connection),
    staff: staff(connection),
    sessions: sessions(connection),
    loginTries: loginTries(connection),
    audit: audit(connection),
    imports: imports(connection),
    documents: documents(connection),
    personal: personalData(connection),
    bindCodes: bindCodes(connection),
    identityTries: identityTries(connection),
    identityRequests: identityRequests(connection),
    staffCodes: staffCodes(connection),
    staffContacts: staffContacts(connection),
    staffGroups: staffGroups(connection),
    staffWords: staffWords(connection),
    staffPosts: staffPosts(connection),
    staffAlerts: staffAlerts(connection),
    caseNumbers: caseNumbers(connection),
    wordings: wordings(connection),
  };
}
