import { join } from 'node:path';
import { MemoryCard } from 'memory-card';

/** Every address that the package asks, by its name there. */
const ADDRESSES = [
  'synccheck',
  'webwxbatchgetcontact',
  'webwxgetcontact',
  'webwxgetmedia',
  'webwxgetmsgimg',
  'webwxgetvideo',
  'webwxgetvoice',
  'webwxinit',
  'webwxlogout',
  'webwxrevokemsg',
  'webwxsendmsg',
  'webwxstatusnotify',
  'webwxsync',
] as const;

/** The package's name for its login in the memory card. */
const SLOT = 'PUPPET-WECHAT4U';

/** A login as the package keeps it, at a WeChat on loopback: with it no code has to be scanned. */
export async function keepLogin(folder: string, origin: string): Promise<void> {
  const at = (name: string) => `${origin}/cgi-bin/mmwebwx-bin/${name}`;
  const memory = new MemoryCard(join(folder, 'wechat4u'));
  await memory.load();
  await memory.set(SLOT, {
    PROP: { uin: '1', sid: 'sid', skey: '@skey', passTicket: 'ticket', webwxDataTicket: 'data' },
    CONF: {
      ...Object.fromEntries(ADDRESSES.map((name) => [`API_${name}`, at(name)])),
      API_webwxdownloadmedia: at('webwxgetmedia'),
      API_jsLogin: at('jslogin'),
    },
    COOKIE: {},
    user: {},
  });
  await memory.save();
}

/** Whether the memory card in the folder still holds a login. */
export async function hasLogin(folder: string): Promise<boolean> {
  const memory = new MemoryCard(join(folder, 'wechat4u'));
  await memory.load();
  return memory.has(SLOT);
}
