import { computed, readonly, ref, shallowRef } from 'vue';
import type { z } from 'zod';
import { done, signedIn as signedInSchema } from '../../api.ts';
import { type Answer, ask, askFile, type Wire } from './client.ts';
import { connectLive, disconnectLive, noteReached } from './live.ts';
import { setClock } from './now.ts';

/** Who works here, and for which estates. */
export type SignedIn = z.infer<typeof signedInSchema>;

const STORED_ESTATE = 'nuancui.estate';

const current = shallowRef<SignedIn | null>(null);
const state = ref<'starting' | 'out' | 'ended' | 'in'>('starting');
const chosen = ref(localStorage.getItem(STORED_ESTATE));

/** Who is signed in, or null. */
export const signedIn = computed(() => current.value);
/** Where the session stands; `ended` means that it ran out while somebody worked. */
export const sessionState = readonly(state);

/** Whether who is signed in may do this, by the table of permissions. */
export function may(act: string): boolean {
  return current.value?.acts.includes(act) ?? false;
}

const estate = computed(() => {
  const estates = current.value?.estates ?? [];
  return estates.find(({ id }) => id === chosen.value) ?? estates[0];
});

/** The estate the pages show, or null as long as there is none. */
export const estateId = computed(() => estate.value?.id ?? null);

/** The zone in which moments and days are shown: that of the estate. */
export const zone = computed(() => estate.value?.timezone ?? 'Asia/Shanghai');

const wire: Wire = {
  fetch: (...args) => fetch(...args),
  csrf: () => current.value?.csrf ?? null,
  reached: noteReached,
  signedOut() {
    if (state.value === 'in') leaveWith('ended');
  },
};

/** Reads from the service. */
export async function read<T>(path: string, answer: z.ZodType<T>): Promise<Answer<T>> {
  return ask(wire, 'GET', path, answer);
}

/** Asks the service for a change; `body` is JSON or a form. */
export async function change<T>(
  path: string,
  answer: z.ZodType<T>,
  body?: unknown,
): Promise<Answer<T>> {
  return ask(wire, 'POST', path, answer, body);
}

/** Asks for a file that is made anew, and saves it. @returns null, or the code of the refusal. */
export async function takeFile(path: string, name: string): Promise<string | null> {
  const answer = await askFile(wire, path);
  if (!answer.ok) return answer.refused.code;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(answer.value);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
  return null;
}

/** Finds out whether this browser is signed in, and reads the estates anew. */
export async function loadSession(): Promise<void> {
  const answer = await read('/api/me', signedInSchema);
  if (answer.ok) enter(answer.value);
  else if (state.value === 'starting') state.value = 'out';
}

/** Signs in. @returns null, or the code of the refusal. */
export async function signIn(login: string, password: string): Promise<string | null> {
  const answer = await change('/api/login', signedInSchema, { login, password });
  if (!answer.ok) return answer.refused.code;
  enter(answer.value);
  return null;
}

/** Chooses another password. @returns null, or the code of the refusal. */
export async function changePassword(old: string, password: string): Promise<string | null> {
  const answer = await change('/api/password', signedInSchema, { old, password });
  if (!answer.ok) return answer.refused.code;
  enter(answer.value);
  return null;
}

/** Signs out here, or everywhere; the page forgets everything even when the service cannot be reached. */
export async function signOut(path: '/api/logout' | '/api/logout-everywhere'): Promise<void> {
  await change(path, done);
  leaveWith('out');
}

/** Shows another estate and remembers it on this device. */
export function chooseEstate(id: string): void {
  chosen.value = id;
  localStorage.setItem(STORED_ESTATE, id);
}

function enter(who: SignedIn): void {
  current.value = who;
  setClock(who.now);
  state.value = 'in';
  connectLive('/api/events', () => void read('/api/me', signedInSchema));
}

function leaveWith(next: 'out' | 'ended'): void {
  disconnectLive();
  current.value = null;
  state.value = next;
}
