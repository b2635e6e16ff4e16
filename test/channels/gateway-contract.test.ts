import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { types } from 'wechaty-puppet';
import { SAMPLES, TYPES } from '#channels/simulator/sample-media.ts';
import { MESSAGE_KINDS, isMedia } from '#domain/message-kind.ts';
import { channelContract } from '../contract/channel.ts';
import type { ChannelUnderTest } from '../contract/channel/under-test.ts';
import { openGateway } from './far-end/open-gateway.ts';
import { PhoneWorld } from './phone-world.ts';

async function open(): Promise<ChannelUnderTest> {
  const world = await PhoneWorld.open();
  process.env['PHONE_WORLD'] = String(world.port);
  const program = join(import.meta.dirname, 'phone-gateway.ts');
  const { channel, clock, end } = await openGateway([program], undefined, true);
  await world.until(() => world.ups.length > 0);
  const names = new Map<string, string>();
  /** How many gateways had come up before the one that falls. */
  let fallen: number | null = null;

  return {
    channel,
    clock,
    keeps: false,
    echoes: true,
    kinds: MESSAGE_KINDS.filter(isMedia),
    async newContact(name) {
      const contact = `wx-${names.size + 1}`;
      names.set(contact, name);
      world.order({ do: 'meet', contact, name });
      return contact;
    },
    async say(contact, text, id = randomUUID()) {
      world.say(contact, text, id);
      return id;
    },
    async sendMedia(contact, kind, file = SAMPLES[kind]) {
      const id = randomUUID();
      const sent = file && {
        file: { name: file.name, base64: Buffer.from(file.bytes).toString('base64') },
      };
      world.order({ do: 'say', contact, text: '', id, type: TYPES[kind], ...sent });
      return id;
    },
    async recall(contact, id, times) {
      for (let time = 0; time < times; time += 1) {
        world.order({ do: 'say', contact, text: id, type: types.Message.Recalled });
      }
    },
    async sayInRoom(contact, text) {
      world.order({ do: 'say', contact, text, room: true });
    },
    shownInRoom: async (room) => {
      await world.done();
      return world.sent.flatMap((one) => (one.contact === room ? [one.text] : []));
    },
    async typeOnPhone(contact, text) {
      world.order({ do: 'say', contact, text, self: true });
    },
    async shown(contact) {
      await world.done();
      return world.sent.flatMap((one) => (one.contact === contact ? [one.text] : []));
    },
    reached: async (contact) => world.until(() => world.reached.has(contact)),
    async setFault(fault) {
      if (fault === 'cut') {
        fallen = world.ups.length;
        clock.hold();
      }
      if (fault === 'refuse') world.order({ do: 'refuse', message: 'refused by the far end' });
      else world.order({ do: 'fault', fault });
      await world.done();
    },
    async heal() {
      const before = fallen;
      if (before !== null) await world.until(() => world.ups.length > before);
      fallen = null;
      clock.letGo();
      world.order({ do: 'heal' });
      await world.done();
    },
    async dispose() {
      await end();
      await world.close();
      delete process.env['PHONE_WORLD'];
    },
  };
}

channelContract('A gateway over gRPC', 'gateway', open);
