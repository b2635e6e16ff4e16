import { instant } from '#domain/time.ts';
import { openSimulator } from '#channels/simulator/simulator.ts';
import { VirtualClock } from '#commands/cases/virtual-clock.ts';
import { channelContract } from '../contract/channel.ts';

channelContract('The simulated WeChat', () => {
  const clock = new VirtualClock(instant(1_772_503_200_000));
  const simulator = openSimulator({ clock, contacts: ['wx-1', 'wx-2'] });
  return {
    channel: simulator.channel,
    say: async (contact, text, id) => simulator.say(contact, text, id === undefined ? {} : { id }),
    sendPicture: async (contact) => simulator.sendMedia(contact, 'image'),
    sayInRoom: async (contact, text) => simulator.sayInRoom(contact, text),
    typeOnPhone: async (contact, text) => simulator.typeOnPhone(contact, text),
    shown: (contact) =>
      simulator.history(contact).flatMap(({ from, text }) => (from === 'us' ? [text] : [])),
    refuse: () => {
      simulator.faults.refuse = true;
    },
    loseAnswer: () => {
      simulator.faults.loseAnswer = true;
    },
  };
});
