import type { Answered, Silence } from '#ports/language-model.ts';
import type { Breaker } from './breaker.ts';
import type { Budget, Usage } from './budget.ts';
import type { Endpoint, Question, Reply } from './endpoint.ts';

/** What became of a question, for the log: codes and numbers, never words. */
export interface Asked {
  readonly outcome: Silence | 'answered';
  /** Status of the endpoint's refusal. */
  readonly status?: number;
}

export interface Bounds {
  readonly endpoint: Endpoint;
  readonly budget: Budget;
  readonly breaker: Breaker;
  /** Most questions at once; one more is not asked, since a turn does not queue for it. */
  readonly most: number;
  readonly note: (asked: Asked) => void;
  /** Reports a fault of our own, as a store that cannot be written. */
  readonly report: (error: unknown) => void;
}

/** Asks within all bounds. It never rejects and never takes longer than `withinMs`. */
export type Ask = <T>(
  question: Question<T>,
  withinMs: number,
) => Promise<Answered<{ readonly value: T }>>;

/** No token is shorter than a byte of its text, so this is the most a question can be. */
function mostUsage({ task, data, most }: Question<unknown>): Usage {
  return { input: Buffer.byteLength(task) + Buffer.byteLength(data), output: most };
}

const NOTHING: Usage = { input: 0, output: 0 };

/** Puts deadline, budget, circuit breaker and the number of questions at once around an endpoint. */
export function boundedAsk({ endpoint, budget, breaker, most, note, report }: Bounds): Ask {
  let inHand = 0;

  async function spend<T>(question: Question<T>, signal: AbortSignal): Promise<Reply<T> | 'spent'> {
    const reserved = await budget.reserve(mostUsage(question));
    if (!reserved) return 'spent';
    if (signal.aborted) {
      await budget.settle(reserved, NOTHING);
      return { ok: false, why: 'late' };
    }
    const reply = await endpoint.ask(question, signal);
    // What broke off may have been worked on and be billed; a refusal was not.
    const used = !reply.ok && reply.why === 'refused' ? NOTHING : reply.usage;
    if (used) await budget.settle(reserved, used);
    return reply;
  }

  async function attempt<T>(
    question: Question<T>,
    signal: AbortSignal,
  ): Promise<Answered<{ readonly value: T }> & { readonly status?: number }> {
    if (inHand >= most) return { ok: false, why: 'busy' };
    const leave = breaker.enter();
    if (!leave) return { ok: false, why: 'resting' };
    inHand += 1;
    try {
      const reply = await spend(question, signal);
      if (reply === 'spent') {
        leave.unused();
        return { ok: false, why: 'spent' };
      }
      if (reply.ok) leave.succeeded();
      else leave.failed();
      return reply;
    } catch (error) {
      leave.failed();
      report(error);
      return { ok: false, why: 'unreachable' };
    } finally {
      inHand -= 1;
    }
  }

  return async (question, withinMs) => {
    const ending = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<{ readonly ok: false; readonly why: 'late' }>((resolve) => {
      timer = setTimeout(() => {
        ending.abort();
        resolve({ ok: false, why: 'late' });
      }, withinMs);
    });
    const answer = await Promise.race([attempt(question, ending.signal), late]);
    clearTimeout(timer);
    const status = 'status' in answer ? answer.status : undefined;
    note({ outcome: answer.ok ? 'answered' : answer.why, ...(status !== undefined && { status }) });
    return answer.ok ? { ok: true, value: answer.value } : { ok: false, why: answer.why };
  };
}
