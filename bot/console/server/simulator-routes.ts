import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { totalOpen } from '#domain/arrears.ts';
import { formatYuan, parseYuan } from '#domain/money.ts';
import type { Contact, Household } from '#domain/household.ts';
import type { Tx } from '#ports/store/store.ts';
import {
  mediaRequest,
  paymentRequest,
  type Phone,
  type Residents,
  sayRequest,
} from '../simulator-api.ts';
import type { Desk, Phones } from './desk.ts';
import { needs } from './door.ts';
import { Refused } from './refused.ts';
import { estatesOf, homeOf } from './scope.ts';
import type { Sessions } from './session.ts';
import type { StaffMember } from '#ports/store/staff.ts';

const byContact = z.object({ contact: z.string().max(200) });

interface Home {
  readonly contact: Contact;
  readonly household: Household;
}

interface Resident extends Home {
  readonly estate: string;
}

/** The residents' phones of the simulated WeChat; there only where the service runs with it. */
export function simulatorRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, simulator } = desk;
  if (!simulator) return;
  const { channel, phones } = simulator;

  async function residentsOf(tx: Tx, member: StaffMember): Promise<Resident[]> {
    const found: Resident[] = [];
    for (const estate of await estatesOf(tx, member)) {
      for (const household of await tx.households.list(estate.id)) {
        for (const { contactId } of await tx.bindings.to(household.id)) {
          const contact = await tx.contacts.byId(contactId);
          if (contact?.channel === channel) found.push({ contact, household, estate: estate.name });
        }
      }
    }
    return found;
  }

  async function resident(member: StaffMember, key: string): Promise<Home> {
    return store.read(async (tx) => {
      const contact = await tx.contacts.byKey(channel, key);
      const household = contact && (await homeOf(tx, member, contact.id));
      if (!household) throw new Refused(404, 'NOT_FOUND');
      return { contact, household };
    });
  }

  async function openSum({ household }: Home): Promise<string> {
    return formatYuan(totalOpen(await store.read((tx) => tx.charges.open(household.id))));
  }

  server.get(
    '/api/simulator/residents',
    needs('simulator'),
    async (request): Promise<Residents> => {
      const { member } = sessions.require(request);
      const all = await store.read((tx) => residentsOf(tx, member));
      const items = [];
      for (const one of all) {
        const { contact, household, estate } = one;
        items.push({
          contact: contact.key,
          name: contact.name,
          room: household.room,
          estate,
          open: await openSum(one),
          lastText: phones.history(contact.key).at(-1)?.text ?? '',
        });
      }
      return { items };
    },
  );

  server.get(
    '/api/simulator/residents/:contact',
    needs('simulator'),
    async (request): Promise<Phone> => {
      const { member } = sessions.require(request);
      const one = await resident(member, byContact.parse(request.params).contact);
      const { key, name } = one.contact;
      const messages = phones
        .history(key)
        .map(({ id, from, kind, text, at }) => ({ id, from, kind, text, at }));
      return { contact: key, name, room: one.household.room, open: await openSum(one), messages };
    },
  );

  function act<T>(
    path: string,
    body: z.ZodType<T>,
    run: (phones: Phones, one: Home, input: T) => Promise<void>,
  ): void {
    server.post(
      `/api/simulator/residents/:contact/${path}`,
      needs('simulator'),
      async (request) => {
        const { member } = sessions.require(request);
        const one = await resident(member, byContact.parse(request.params).contact);
        await run(phones, one, body.parse(request.body));
        return { ok: true };
      },
    );
  }

  act('say', sayRequest, async (all, { contact }, { text }) => all.say(contact.key, text));
  act('phone', sayRequest, async (all, { contact }, { text }) =>
    all.typeOnPhone(contact.key, text),
  );
  act('media', mediaRequest, async (all, { contact }, { kind }) =>
    all.sendMedia(contact.key, kind),
  );
  act('payment', paymentRequest, async (_all, { household }, { amount }) => {
    const sum = parseYuan(amount);
    if (sum === undefined || sum <= 0) throw new Refused(400, 'BAD_SUM');
    const source = 'simulator';
    const householdId = household.id;
    await desk.confirmPayment({ householdId, amount: sum, period: null, source, externalId: null });
  });
}
