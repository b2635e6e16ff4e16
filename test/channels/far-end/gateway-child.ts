import { types } from 'wechaty-puppet';
import { PuppetServer } from 'wechaty-puppet-service';
import { SimulatedPuppet } from '#channels/simulator/simulated-puppet.ts';
import { TYPES } from '#channels/simulator/sample-media.ts';
import { SendFault } from './send-fault.ts';
import { ACCOUNT, type Order, ROOM, order } from './orders.ts';

/**
 * A gateway process of its own: a puppet behind Wechaty's gRPC server, and the phones of its residents, which the
 * parent process moves. Arguments: port, token.
 */
const [port = '', token = ''] = process.argv.slice(2);
const fault = new SendFault();
let breaks = false;

class GatewayPuppet extends SimulatedPuppet {
  override async onStart(): Promise<void> {
    await super.onStart();
    setImmediate(() => this.mocker.login(this.mocker.ContactMock.load(ACCOUNT)));
  }
}

const puppet = new GatewayPuppet(
  async (contact) => {
    process.send?.({ reached: contact });
    if (breaks) process.kill(process.pid, 'SIGKILL');
    await fault.pass(contact);
  },
  () => Date.now(),
  ({ talkerId, listenerId, type, text }) => {
    const ours = talkerId === ACCOUNT && type === types.Message.Text;
    if (ours) process.send?.({ shown: { contact: listenerId, text } });
  },
);
puppet.mocker.createContact({ id: ACCOUNT, name: ACCOUNT });
puppet.mocker.createRoom({ id: ROOM, memberIdList: [ACCOUNT] });

function obey(told: Order): void {
  switch (told.do) {
    case 'contact':
      puppet.mocker.createContact({ id: told.id, name: told.name });
      return;
    case 'deliver': {
      const { id, kind, text, from, to, file, room } = told;
      if (file) {
        const bytes = Buffer.from(file.base64, 'base64');
        puppet.attach(id, { name: file.name, bytes });
      }
      const type =
        kind === 'text'
          ? types.Message.Text
          : kind === 'recall'
            ? types.Message.Recalled
            : TYPES[kind];
      const timestamp = Math.floor(Date.now() / 1000);
      const people = { talkerId: from, listenerId: to, ...(room && { roomId: ROOM }) };
      puppet.deliver({ id, type, text, timestamp, ...people });
      return;
    }
    case 'fault':
      if (told.fault === 'cut') breaks = true;
      else fault.set(told.fault);
      return;
    case 'heal':
      fault.heal();
  }
}

const server = new PuppetServer({ endpoint: `127.0.0.1:${port}`, puppet, token });
await server.start();
process.on('message', (message) => {
  const told = order.parse(message);
  obey(told);
  process.send?.({ done: told.number });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
