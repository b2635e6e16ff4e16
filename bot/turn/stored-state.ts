import { z } from 'zod';
import { type CategoryId, type ScriptId, isCategoryId, isScriptId } from '#domain/category.ts';
import { type ConversationState, FRESH, type Memory, STATE_VERSION } from '#domain/conversation.ts';

const slotsSchema = z.record(z.string(), z.union([z.string(), z.number()]));

const memorySchema = z.object({
  version: z.literal(STATE_VERSION),
  category: z
    .custom<CategoryId>((value) => typeof value === 'string' && isCategoryId(value))
    .nullable(),
  menu: z.object({ routes: z.array(z.string()), expiresAt: z.number() }).nullable(),
  confused: z.number(),
  lastScript: z
    .custom<ScriptId>((value) => typeof value === 'string' && isScriptId(value))
    .nullable(),
  lastTrigger: z.string().nullable(),
  question: z
    .object({
      asks: z.string(),
      slots: slotsSchema,
      returned: z.int().min(0),
      followedUp: z.boolean(),
    })
    .nullable(),
  smallTalk: z.object({ on: z.string(), times: z.int().min(0) }).nullable(),
  home: z.string().nullable().default(null),
});

const stateSchema = z.object({
  memory: memorySchema,
  stack: z.array(
    z.object({
      flow: z.string(),
      step: z.int().min(0),
      slots: slotsSchema,
    }),
  ),
});

/** Memory as stored; one of another version or shape begins afresh. */
export function readMemory(stored: unknown): Memory {
  const parsed = memorySchema.safeParse(stored);
  return parsed.success ? parsed.data : FRESH.memory;
}

/** State as the plain runner stores it; an unreadable one begins afresh. */
export function readState(stored: string | null): ConversationState {
  if (stored === null) return FRESH;
  try {
    const parsed = stateSchema.safeParse(JSON.parse(stored));
    return parsed.success ? parsed.data : FRESH;
  } catch {
    return FRESH;
  }
}
