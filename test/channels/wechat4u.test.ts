import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ROOT } from '#commands/open-house.ts';
import { channelContract } from '../contract/channel.ts';
import type { ChannelUnderTest } from '../contract/channel/under-test.ts';
import { openGateway } from './far-end/open-gateway.ts';
import { keepLogin } from './far-end/web-login.ts';
import { WEB_KINDS, escaped, revokeNotice, webMessage } from './far-end/web-message.ts';
import { ROOM, SELF, WebWechat } from './far-end/web-wechat.ts';

async function open(): Promise<ChannelUnderTest> {
  const wechat = await WebWechat.open();
  const nuancui = join(ROOT, 'bot', 'commands', 'nuancui.ts');
  const command = [nuancui, 'gateway', '--child', '--puppet', 'wechat4u'];
  const { channel, clock, end } = await openGateway(command, async (folder) =>
    keepLogin(folder, wechat.origin),
  );
  await wechat.until(() => wechat.paths.includes('synccheck'));
  const names = new Map<string, string>();
  const newId = () => BigInt(`0x${randomUUID().slice(0, 8)}`).toString();

  return {
    channel,
    clock,
    keeps: false,
    echoes: false,
    kinds: WEB_KINDS,
    async newContact(name) {
      const id = `@friend${names.size + 1}`;
      names.set(id, name);
      wechat.befriend(id, name);
      return id;
    },
    async say(FromUserName, text, MsgId = newId()) {
      wechat.deliver({ MsgId, FromUserName, Content: escaped(text) });
      return MsgId;
    },
    async sendMedia(FromUserName, kind, sent) {
      const MsgId = newId();
      const { fields, file } = webMessage(MsgId, kind, sent);
      wechat.deliver({ MsgId, FromUserName, ...fields }, file);
      return MsgId;
    },
    async recall(FromUserName, id, times) {
      const Content = revokeNotice(id, names.get(FromUserName) ?? '');
      for (let time = 0; time < times; time += 1) {
        wechat.deliver({ MsgId: newId(), FromUserName, MsgType: 10_002, Content });
      }
    },
    async sayInRoom(contact, text) {
      const Content = `${contact}:<br/>${escaped(text)}`;
      wechat.deliver({ MsgId: newId(), FromUserName: ROOM, Content });
    },
    shownInRoom: async (room) =>
      wechat.shown.flatMap((one) => (one.contact === room ? [one.text] : [])),
    async typeOnPhone(ToUserName, text) {
      const MsgId = newId();
      wechat.deliver({ MsgId, FromUserName: SELF, ToUserName, Content: escaped(text) });
    },
    shown: async (contact) =>
      wechat.shown.flatMap((one) => (one.contact === contact ? [one.text] : [])),
    reached: async (contact) => wechat.until(() => wechat.reached.has(contact)),
    async setFault(fault) {
      wechat.fault = fault;
    },
    async heal() {
      wechat.heal();
    },
    async dispose() {
      await end();
      await wechat.close();
    },
  };
}

channelContract('The web WeChat through wechat4u', 'wechat4u', open);
