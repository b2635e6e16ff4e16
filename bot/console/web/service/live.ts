import { computed, ref } from 'vue';
import { hint as hintSchema, type Hint } from '../../api.ts';
import { waitBefore } from './retry.ts';

type Listener = (hint: Hint | 'reconnected') => void;

const listeners = new Set<Listener>();
const lost = ref(false);
const unreached = ref(false);
let source: EventSource | undefined;
let failures = 0;

/** Whether the connection is lost; what is shown may be old. */
export const offline = computed(() => lost.value || unreached.value);

/** Told of every request whether the service could be reached: a dead line is not always heard on the other one. */
export function noteReached(reached: boolean): void {
  unreached.value = !reached;
}

/** Calls back on every hint, and with `reconnected` after a gap. @returns what ends it. */
export function onHint(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Begins to listen to the service; does nothing when it listens already. `refused` is called when the service answers
 * but does not let us listen.
 */
export function connectLive(path: string, refused: () => void): void {
  if (source) return;
  const opened = new EventSource(path);
  source = opened;
  opened.addEventListener('open', () => {
    const gap = failures > 0;
    failures = 0;
    lost.value = false;
    unreached.value = false;
    if (gap) tell('reconnected');
  });
  opened.addEventListener('message', (event) => receive(event.data));
  opened.addEventListener('error', () => {
    failures += 1;
    lost.value = true;
    if (opened.readyState !== EventSource.CLOSED) return;
    reopen(path, refused);
    refused();
  });
}

/** Stops listening, as after signing out. */
export function disconnectLive(): void {
  source?.close();
  source = undefined;
  failures = 0;
  lost.value = false;
}

/** A browser gives up after a refused answer (a proxy, a restart): then the page tries on by itself. */
function reopen(path: string, refused: () => void): void {
  const given = source;
  setTimeout(() => {
    if (source !== given) return;
    source = undefined;
    connectLive(path, refused);
  }, waitBefore(failures));
}

function receive(data: unknown): void {
  if (typeof data !== 'string') return;
  let written: unknown;
  try {
    written = JSON.parse(data);
  } catch {
    return;
  }
  const read = hintSchema.safeParse(written);
  if (read.success) tell(read.data);
}

function tell(hint: Hint | 'reconnected'): void {
  for (const listener of listeners) listener(hint);
}
