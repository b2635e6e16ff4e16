import { z } from 'zod';

/** The contract of the pages for colleagues and of the record of what they did. */

const ROLES = ['service', 'steward', 'manager', 'finance', 'legal', 'admin'] as const;
const reason = z.string().trim().min(1).max(500);
const estates = z.array(z.string().max(100)).max(1000);

/** `GET /api/staff`. */
export const colleagueList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      login: z.string(),
      name: z.string(),
      role: z.enum(ROLES),
      /** Ids; empty means every estate. */
      estates: z.array(z.string()),
      /** Has not chosen a password of their own yet. */
      mustChange: z.boolean(),
      endedAt: z.number().nullable(),
    }),
  ),
  roles: z.array(z.enum(ROLES)),
});

/** `POST /api/staff`. */
export const hireRequest = z.strictObject({
  login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/u),
  name: z.string().trim().min(1).max(40),
  role: z.enum(ROLES),
  estates,
});

/** `POST /api/staff`, `/api/staff/:id/reset-password`: the password for once is told this once. */
export const hired = z.object({ id: z.string(), password: z.string() });

/** `POST /api/staff/:id/reset-password`, `/end`. */
export const reasonRequest = z.strictObject({ reason });

/** `POST /api/staff/:id/role`. */
export const roleRequest = z.strictObject({ role: z.enum(ROLES), reason });

/** `POST /api/staff/:id/estates`. */
export const estatesRequest = z.strictObject({ estates, reason });

/** `POST /api/password`: ends every other session. */
export const passwordRequest = z.strictObject({
  old: z.string().min(1).max(200),
  password: z.string().min(1).max(200),
});

/** `GET /api/audit?before=`: newest first. */
export const auditQuery = z.object({ before: z.coerce.number().int().positive().optional() });
export const auditList = z.object({
  items: z.array(
    z.object({
      seq: z.number(),
      at: z.number(),
      /** Name of who did it; `command` for who works on the machine, null for somebody unknown. */
      actor: z.string().nullable(),
      act: z.string(),
      subject: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  /** What to ask for as `before` to read on; null at the end. */
  next: z.number().nullable(),
});

export type ColleagueList = z.infer<typeof colleagueList>;
export type AuditList = z.infer<typeof auditList>;
