import { ref } from 'vue';
import type { z } from 'zod';
import { done } from '../../api.ts';
import {
  type AuditList,
  type ColleagueList,
  auditList,
  colleagueList,
  hired,
} from '../../colleague-api.ts';
import { useFetched } from '../service/fetched.ts';
import { change, read } from '../service/session.ts';

/** A password that is shown once, and whose it is. */
export interface PasswordOnce {
  readonly login: string;
  readonly password: string;
}

/** Who works here, what the administrator does to that, and what all of them did. */
export function useColleagues() {
  const list = useFetched<ColleagueList>({
    of: () => '/api/staff',
    load: async (path) => read(path, colleagueList),
  });
  const record = useFetched<AuditList>({
    of: () => '/api/audit',
    load: async (path) => read(path, auditList),
  });
  const refused = ref<string | null>(null);
  const told = ref<PasswordOnce | null>(null);

  async function act<T>(path: string, answer: z.ZodType<T>, body: unknown): Promise<T | undefined> {
    const asked = await change(`/api/staff${path}`, answer, body);
    refused.value = asked.ok ? null : asked.refused.code;
    await Promise.all([list.refresh(), record.refresh()]);
    return asked.ok ? asked.value : undefined;
  }

  /** An act whose answer is a password for once. */
  async function give(path: string, login: string, body: unknown): Promise<boolean> {
    const answer = await act(path, hired, body);
    if (answer) told.value = { login, password: answer.password };
    return answer !== undefined;
  }

  return {
    list,
    record,
    refused,
    told,
    give,
    set: async (path: string, body: unknown) => (await act(path, done, body)) !== undefined,
  };
}
