// A gateway whose WeChat is the world of a test: real gRPC and TLS, invented phones.
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { types } from 'wechaty-puppet';
import { runGateway } from '#channels/wechaty/gateway/run-gateway.ts';
import { SimulatedPuppet } from '#channels/simulator/simulated-puppet.ts';
import { SendFault } from './far-end/send-fault.ts';
import { type Order, orderSchema } from './phone-world.ts';

const ACCOUNT = 'nuancui';
const ROOM = 'owners@chatroom';
const endpoint = process.argv[process.argv.indexOf('--endpoint') + 1] ?? '';
const token = process.env['NUANCUI_WECHAT_TOKEN'] ?? '';
const world = connect({ host: '127.0.0.1', port: Number(process.env['PHONE_WORLD']) });
world.on('error', () => process.exit(1));
world.on('close', () => process.exit(0));
process.stdin.resume().once('close', () => process.exit(0));

let refusal: string | null = null;
let mute = false;
const fault = new SendFault();
let falls = false;
const known = new Set<string>();

class PhonePuppet extends SimulatedPuppet {
  override ding(data?: string): void {
    if (!mute) this.emit('dong', { data: data ?? '' });
  }

  override async messageSendText(contact: string, text: string): Promise<void> {
    if (contact !== ROOM) meet(contact);
    await super.messageSendText(contact, text);
    tell({ is: 'sent', contact, text });
  }
}

const puppet = new PhonePuppet(
  async (contact) => {
    tell({ is: 'reached', contact });
    if (falls) process.kill(process.pid, 'SIGKILL');
    if (refusal !== null) throw new Error(refusal);
    await fault.pass(contact);
  },
  () => Date.now(),
  () => undefined,
);

function tell(line: object): void {
  world.write(`${JSON.stringify(line)}\n`);
}

function meet(id: string, name = id): void {
  if (known.has(id)) return;
  known.add(id);
  puppet.mocker.createContact({ id, name });
}

function arrive(order: Extract<Order, { do: 'say' }>): void {
  const { contact, text, file, id = puppet.nextId(), at = Date.now() } = order;
  meet(contact);
  const people =
    order.self === true
      ? { talkerId: ACCOUNT, listenerId: contact }
      : { talkerId: contact, listenerId: ACCOUNT };
  const { type = types.Message.Text } = order;
  const room = order.room === true ? { roomId: ROOM } : {};
  if (file) puppet.attach(id, { name: file.name, bytes: Buffer.from(file.base64, 'base64') });
  puppet.deliver({ id, type, text, timestamp: Math.floor(at / 1000), ...people, ...room });
}

async function obey(order: Order): Promise<void> {
  switch (order.do) {
    case 'say':
      return arrive(order);
    case 'meet':
      return meet(order.contact, order.name);
    case 'login':
      meet(order.account);
      return puppet.login(order.account);
    case 'scan':
      puppet.emit('scan', { qrcode: order.code, status: types.ScanStatus.Waiting });
      return undefined;
    case 'logout':
      return puppet.logout();
    case 'refuse':
      refusal = order.message;
      return undefined;
    case 'mute':
      mute = order.on;
      return undefined;
    case 'fault':
      if (order.fault === 'cut') falls = true;
      else fault.set(order.fault);
      return undefined;
    case 'deafen':
      for (const sign of ['dong', 'heartbeat', 'message'] as const) puppet.removeAllListeners(sign);
      return undefined;
    case 'heal':
      refusal = null;
      return fault.heal();
    case 'mark':
      return tell({ is: 'marked', mark: order.mark });
  }
}

meet(ACCOUNT);
puppet.mocker.createRoom({ id: ROOM, memberIdList: [ACCOUNT] });
await runGateway(puppet, { endpoint, token }, (error) =>
  process.stderr.write(`${String(error)}\n`),
);
await puppet.state.stable('active');
if (process.env['PHONE_LOGIN'] !== 'by-hand') puppet.login(ACCOUNT);
tell({ is: 'up' });
for await (const line of createInterface({ input: world })) {
  await obey(orderSchema.parse(JSON.parse(line)));
}
