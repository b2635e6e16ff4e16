import { arrive } from './arrive.ts';
import { code } from './code.ts';
import { delegate } from './delegate.ts';
import { escalate } from './escalate.ts';
import { explain } from './explain.ts';
import { forDelegate } from './for-delegate.ts';
import { identity } from './identity.ts';
import { identityNews } from './identity-news.ts';
import { media } from './media.ts';
import { plan } from './plan.ts';
import { promise } from './promise.ts';
import { prove } from './prove.ts';
import { remind } from './remind.ts';
import { repair } from './repair.ts';
import { reply } from './reply.ts';
import { resume } from './resume.ts';
import { rest } from './rest.ts';
import { rights } from './rights.ts';
import { stop } from './stop.ts';
import { thirdParty } from './third-party.ts';
import type { Flow, FlowId } from './turn.ts';
import { unbind } from './unbind.ts';
import { vulnerable } from './vulnerable.ts';
import { whichHome } from './which-home.ts';

const ALL: readonly Flow[] = [
  reply,
  remind,
  promise,
  plan,
  escalate,
  stop,
  thirdParty,
  identity,
  vulnerable,
  media,
  rest,
  repair,
  resume,
  explain,
  rights,
  arrive,
  code,
  prove,
  unbind,
  delegate,
  forDelegate,
  whichHome,
  identityNews,
];

/** Every dialog by its name. */
export const flows: ReadonlyMap<string, Flow> = new Map(ALL.map((flow) => [flow.id, flow]));

/** A dialog by its name. @throws Error for a name that no dialog has. */
export function flowOf(id: FlowId): Flow {
  const flow = flows.get(id);
  if (!flow) throw new Error(`there is no dialog ${id}`);
  return flow;
}
