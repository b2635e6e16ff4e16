import { z } from 'zod';
import type { Content } from '#content/load.ts';
import type { Channel } from '#ports/channel.ts';
import type { Colleagues } from '#ports/colleagues.ts';
import type { Clock } from '#ports/clock.ts';
import type { Engine } from '#ports/engine.ts';
import type { MediaFolder } from '#ports/media.ts';
import type { Perceive } from '#ports/perceive.ts';
import type { Job } from '#ports/store/jobs.ts';
import type { Store, Tx } from '#ports/store/store.ts';
import type { Instant } from '#domain/time.ts';
import type { WaveKeeper } from '#ports/wave-keeper.ts';
import type { Doorstep } from './doorstep.ts';

/** That something changed, for pages to fetch anew; ids only, never contents. */
export const hintSchema = z.object({
  topic: z.enum(['conversation', 'queue', 'wave', 'channel', 'script']),
  id: z.string(),
});
export type Hint = Readonly<z.infer<typeof hintSchema>>;

/**
 * `look` looks at the case again with the next contact window, although nothing new is due before; `open-question` comes
 * back once to a question that stands open.
 */
export type Replan = (
  tx: Tx,
  householdId: string,
  now: Instant,
  how?: 'look' | 'open-question',
) => Promise<void>;

/** What the turn room works with; put together once, at the top of the house. */
export interface World {
  readonly store: Store;
  /** Passed by every message on its way out, and by what must not be outrun by one: a payment, a takeover. */
  readonly doorstep: Doorstep;
  readonly clock: Clock;
  readonly engine: Engine;
  /** Scripts, words and law as they ship. */
  readonly content: Content;
  /** The same with the wordings the office has approved, as they stand in this transaction. */
  readonly speaking: (tx: Tx) => Promise<Content>;
  readonly perceive: Perceive;
  /** Where the bytes of pictures and files lie. */
  readonly media: MediaFolder;
  /** Every channel that runs. */
  readonly channels: readonly Channel[];
  /** The channel of this name. @throws Fault when there is none. */
  readonly channel: (name: string) => Channel;
  /** The estate to which contacts without a household belong. */
  readonly homeEstate: (tx: Tx) => Promise<string>;
  /** Colleagues in WeChat: not residents, and not answered like them. */
  readonly colleagues: Colleagues;
  /** Works off a look at the periods that are about to run out. */
  readonly watchLimitation: (job: Job) => Promise<void>;
  /** Works off a look at the words whose retention is over. */
  readonly expire: (job: Job) => Promise<void>;
  /** Plans the household's next reminder anew, or calls it off. */
  readonly replan: Replan;
  /** Asked and told of what waves ordered. */
  readonly waves: WaveKeeper;
  /** Works off a round of a wave. */
  readonly waveRound: (job: Job) => Promise<void>;
  readonly changed: (hint: Hint) => void;
  /** Reports a fault that nobody is there to receive. */
  readonly report: (error: unknown, where: string) => void;
}
