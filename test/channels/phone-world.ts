import { once } from 'node:events';
import { type Server, type Socket, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';

export const orderSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('say'),
    contact: z.string(),
    text: z.string(),
    id: z.string().exactOptional(),
    at: z.number().exactOptional(),
    /** Said by the account itself: a colleague with the phone. */
    self: z.boolean().exactOptional(),
    type: z.number().exactOptional(),
    file: z.object({ name: z.string(), base64: z.string() }).exactOptional(),
    room: z.boolean().exactOptional(),
  }),
  z.object({ do: z.literal('meet'), contact: z.string(), name: z.string() }),
  z.object({ do: z.literal('login'), account: z.string() }),
  z.object({ do: z.literal('scan'), code: z.string() }),
  z.object({ do: z.literal('logout') }),
  z.object({ do: z.literal('refuse'), message: z.string().nullable() }),
  z.object({ do: z.literal('mute'), on: z.boolean() }),
  /** Answers no send any more, or falls over the next one. */
  z.object({ do: z.literal('fault'), fault: z.enum(['silence', 'cut']) }),
  /** The stream of events to the service stays open and carries nothing any more; a new one does. */
  z.object({ do: z.literal('deafen') }),
  z.object({ do: z.literal('heal') }),
  /** Says so when everything before it has been done. */
  z.object({ do: z.literal('mark'), mark: z.number() }),
]);
export type Order = z.infer<typeof orderSchema>;

const reportSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('up') }),
  z.object({ is: z.literal('sent'), contact: z.string(), text: z.string() }),
  z.object({ is: z.literal('reached'), contact: z.string() }),
  z.object({ is: z.literal('marked'), mark: z.number() }),
]);

export interface SentText {
  readonly contact: string;
  readonly text: string;
}

/** The residents' phones and WeChat itself: they outlive every gateway and every service. */
export class PhoneWorld {
  readonly sent: SentText[] = [];
  /** Contacts to whom a text came as far as the gateway. */
  readonly reached = new Set<string>();
  /** When each gateway came up. */
  readonly ups: number[] = [];
  readonly #server: Server;
  readonly #waiting: (() => void)[] = [];
  #marks = 0;
  #marked = 0;
  #gateway: Socket | undefined;

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => this.#take(socket));
  }

  static async open(): Promise<PhoneWorld> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PhoneWorld(server);
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** @returns whether a gateway was there to hear it; what nobody hears is lost, as in life. */
  order(order: Order): boolean {
    if (!this.#gateway || this.#gateway.destroyed) return false;
    return this.#gateway.write(`${JSON.stringify(order)}\n`) || true;
  }

  say(contact: string, text: string, id?: string): boolean {
    return this.order({ do: 'say', contact, text, ...(id !== undefined && { id }) });
  }

  /** Resolves when the gateway has done everything it was ordered to. */
  async done(): Promise<void> {
    this.#marks += 1;
    const mark = this.#marks;
    this.order({ do: 'mark', mark });
    await this.until(() => this.#marked >= mark);
  }

  /** Resolves when `holds` does; looked at whenever a phone shows something or a gateway comes up. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  changed(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async close(): Promise<void> {
    this.#gateway?.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #take(socket: Socket): void {
    socket.on('error', () => undefined);
    const lines = createInterface({ input: socket }).on('error', () => undefined);
    lines.on('line', (line) => {
      const report = reportSchema.parse(JSON.parse(line));
      if (report.is === 'up') {
        this.#gateway = socket;
        this.ups.push(Date.now());
      } else if (report.is === 'sent') {
        this.sent.push({ contact: report.contact, text: report.text });
      } else if (report.is === 'reached') this.reached.add(report.contact);
      else this.#marked = report.mark;
      this.changed();
    });
  }
}
