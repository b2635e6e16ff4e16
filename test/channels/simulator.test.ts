import { randomUUID } from 'node:crypto';
import { openSimulator } from '#channels/simulator/simulator.ts';
import { MESSAGE_KINDS, isMedia } from '#domain/message-kind.ts';
import { instant } from '#domain/time.ts';
import { channelContract } from '../contract/channel.ts';
import { HandClock } from '../fixtures/hand-clock.ts';
import { SendFault } from './far-end/send-fault.ts';

channelContract('The simulated WeChat', 'simulator', async () => {
  const clock = new HandClock(instant(1_772_503_200_000));
  const simulator = openSimulator({ clock });
  const fault = new SendFault();
  simulator.faults.onSend = async (contact) => fault.pass(contact);
  let contacts = 0;
  return {
    clock,
    channel: simulator.channel,
    keeps: false,
    echoes: true,
    kinds: MESSAGE_KINDS.filter(isMedia),
    async newContact(name) {
      contacts += 1;
      simulator.addContact(`wx-${contacts}`, name);
      return `wx-${contacts}`;
    },
    // What is written resolves when it is stored; the suite waits for that by itself.
    async say(contact, text, id = randomUUID()) {
      void simulator.say(contact, text, { id });
      return id;
    },
    async sendMedia(contact, kind, file) {
      const id = randomUUID();
      void simulator.sendMedia(contact, kind, { id, ...(file && { file }) });
      return id;
    },
    async recall(contact, id, times) {
      for (let time = 0; time < times; time += 1) void simulator.recall(contact, id);
    },
    shownInRoom: async (room) =>
      simulator.roomHistory(room).flatMap(({ talker, text }) => (talker === null ? [text] : [])),
    sayInRoom: async (contact, text) => simulator.sayInRoom(contact, text),
    async typeOnPhone(contact, text) {
      void simulator.typeOnPhone(contact, text);
    },
    shown: async (contact) =>
      simulator.history(contact).flatMap(({ from, text }) => (from === 'us' ? [text] : [])),
    reached: async (contact) => fault.reached(contact),
    async setFault(kind) {
      fault.set(kind);
    },
    async heal() {
      fault.heal();
    },
    dispose: async () => undefined,
  };
});
