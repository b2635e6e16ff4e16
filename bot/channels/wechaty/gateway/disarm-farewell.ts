import type { Puppet } from 'wechaty-puppet';

/** A row of moons, at which the client of the web WeChat logs the account out, whoever sends it. */
const FAREWELL = /^(?:.\uDF1A \uD83C.){3}$/;

/** Changes nothing that anybody sees. */
const NOTHING = '\u200B';

/**
 * Nobody but WeChat and whoever holds the phone may end the login of an account: the client behind the puppet of the web
 * WeChat has a word for that which residents and rooms can say too. It looks for it after everybody else has seen a message.
 */
export function disarmFarewell(puppet: Puppet): void {
  const hook = method(puppet, 'initHookEvents');
  Reflect.set(puppet, 'initHookEvents', (client: object) => {
    method(client, 'prependListener')('message', disarm);
    return hook(client);
  });
}

/** What the package calls by this name; it tells nobody of its types. */
function method(owner: object, name: string): (...given: readonly unknown[]) => unknown {
  const found: unknown = Reflect.get(owner, name);
  if (typeof found !== 'function') throw new TypeError(`the web WeChat's puppet has no ${name}`);
  return (...given) => Reflect.apply(found, owner, given);
}

function disarm(message: unknown): void {
  if (typeof message !== 'object' || message === null || !('Content' in message)) return;
  const { Content: content } = message;
  if (typeof content === 'string' && FAREWELL.test(content)) message.Content = content + NOTHING;
}
