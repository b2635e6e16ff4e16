import { puppet as protocol } from 'wechaty-grpc';
import { Puppet } from 'wechaty-puppet';
import { PuppetService } from 'wechaty-puppet-service';

/** Where a gateway listens, and the secret that opens it. */
export interface GatewayAddress {
  /** `host:port`. */
  readonly endpoint: string;
  /** Begins with `insecure_`, the name on the certificate that the package brings. */
  readonly token: string;
}

/**
 * The puppet of a gateway in another process. Three things differ from the package's own: contacts are not copied to a
 * database under HOME, the gateway keeps its login when we go or come
 * back, and a logout is taken note of, not sent back, where it would end the login that may have followed.
 */
export class RemotePuppet extends PuppetService {
  constructor({ endpoint, token }: GatewayAddress) {
    super({ endpoint, token });
  }

  /** No copy of residents' names on the disk, and no lock that a second process would die of. */
  protected override hookPayloadStore(): void {}

  /** The package tells nobody when the stream ends without an error. */
  protected override bridgeGrpcEventStream(line: PuppetService['grpcManager']): void {
    super.bridgeGrpcEventStream(line);
    line.on('end', () => this.emit('error', new Error('UNAVAILABLE: the stream has ended')));
  }

  /**
   * Asks the gateway to say something by its stream of events.
   * @returns whether it answered the question itself, which says nothing of the stream.
   */
  async rouse(): Promise<boolean> {
    const line = this._grpcManager;
    if (!line) return false;
    const request = new protocol.DingRequest();
    request.setData('nuancui');
    return new Promise((resolve) => {
      try {
        line.client.ding(request, (error: unknown) => resolve(error === null));
      } catch {
        // There is no connection yet.
        resolve(false);
      }
    });
  }

  override async logout(reason?: string): Promise<void> {
    await Puppet.prototype.logout.call(this, reason);
  }

  /** Lets go of the connection only: the package would stop the gateway's puppet, and with it the login. */
  override async onStop(): Promise<void> {
    for (const cleanUp of this._cleanupCallbackList.splice(0)) setImmediate(cleanUp);
    const line = this._grpcManager;
    delete this._grpcManager;
    if (!line) return;
    line.removeAllListeners();
    line.on('error', () => undefined);
    line.eventStream?.on('error', () => undefined);
    // Destroying the stream alone leaves the gateway waiting on it, and deaf to whoever comes next.
    line.eventStream?.cancel();
    line.eventStream?.destroy();
    line.client.close();
  }
}

/** Whether an error says that the connection broke. */
export function isBroken(error: unknown): boolean {
  const told = error instanceof Error ? error.message : String(error);
  return /UNAVAILABLE|CANCELLED|RST_STREAM|DEADLINE|ECONN|socket|NO CLIENT|no grpc/u.test(told);
}
