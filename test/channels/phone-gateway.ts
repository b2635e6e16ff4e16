// A gateway whose WeChat is the world of a test: real gRPC and TLS, invented phones.
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { types } from 'wechaty-puppet';
import { runGateway } from '#channels/wechaty/gateway/run-gateway.ts';
import { SimulatedPuppet } from '#channels/simulator/simulated-puppet.ts';
import { type Order, orderSchema } from './phone-world.ts';

const ACCOUNT = 'nuancui';
const endpoint = process.argv[process.argv.indexOf('--endpoint') + 1] ?? '';
const token = process.env['NUANCUI_WECHAT_TOKEN'] ?? '';
const world = connect({ host: '127.0.0.1', port: Number(process.env['PHONE_WORLD']) });
world.on('error', () => process.exit(1));
world.on('close', () => process.exit(0));
process.stdin.resume().once('close', () => process.exit(0));

let refusal: string | null = null;
let mute = false;
const known = new Set<string>();

class PhonePuppet extends SimulatedPuppet {
  override ding(data?: string): void {
    if (!mute) this.emit('dong', { data: data ?? '' });
  }

  override async messageSendText(contact: string, text: string): Promise<void> {
    meet(contact);
    await super.messageSendText(contact, text);
    tell({ is: 'sent', contact, text });
  }
}

const puppet = new PhonePuppet(
  async () => {
    if (refusal !== null) throw new Error(refusal);
  },
  () => Date.now(),
  () => undefined,
);

function tell(line: object): void {
  world.write(`${JSON.stringify(line)}\n`);
}

function meet(id: string): void {
  if (known.has(id)) return;
  known.add(id);
  puppet.mocker.createContact({ id, name: id });
}

function arrive(
  contact: string,
  order: { text: string; id?: string; at?: number; self: boolean; type: number },
): void {
  meet(contact);
  const { self, text, type, id = puppet.nextId(), at = Date.now() } = order;
  const people = self
    ? { talkerId: ACCOUNT, listenerId: contact }
    : { talkerId: contact, listenerId: ACCOUNT };
  puppet.deliver({ id, type, text, timestamp: Math.floor(at / 1000), ...people });
}

async function obey(order: Order): Promise<void> {
  switch (order.do) {
    case 'say':
      return arrive(order.contact, {
        ...order,
        self: order.self ?? false,
        type: order.type ?? types.Message.Text,
      });
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
  }
}

meet(ACCOUNT);
await runGateway(puppet, { endpoint, token }, (error) =>
  process.stderr.write(`${String(error)}\n`),
);
await puppet.state.stable('active');
if (process.env['PHONE_LOGIN'] !== 'by-hand') puppet.login(ACCOUNT);
tell({ is: 'up' });
for await (const line of createInterface({ input: world })) {
  await obey(orderSchema.parse(JSON.parse(line)));
}
