import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { Fault } from '#errors';
import { type Engine, begin } from './0001-begin.ts';
import { addTasks } from './0002-task.ts';
import { addChargeBasis } from './0003-charge-basis.ts';
import { addIdentity } from './0004-identity.ts';
import { addPersonalData } from './0005-personal-data.ts';
import { addAudit } from './0006-audit.ts';
import { addChannels } from './0007-channel.ts';
import { addChoices } from './0008-choices.ts';
import { addMedia } from './0009-media.ts';
import { addDesk } from './0010-desk.ts';
import { addWaves } from './0011-waves.ts';
import { addWordings } from './0012-wording.ts';
import { addImports } from './0013-imports.ts';
import { addStaffGroups } from './0015-staff-group.ts';
import { addLetters } from './0016-letter.ts';
import type { Tables } from './tables.ts';

/** Every migration in order; a new one is a file and a line here. */
function migrations(engine: Engine): Record<string, Migration> {
  return {
    '0001-begin': { up: async (db) => begin(db, engine) },
    '0002-task': { up: async (db) => addTasks(db, engine) },
    '0003-charge-basis': { up: async (db) => addChargeBasis(db) },
    '0004-identity': { up: async (db) => addIdentity(db) },
    '0005-personal-data': { up: async (db) => addPersonalData(db) },
    '0006-audit': { up: async (db) => addAudit(db, engine) },
    '0007-channel': { up: async (db) => addChannels(db, engine) },
    '0008-choices': { up: async (db) => addChoices(db) },
    '0009-media': { up: async (db) => addMedia(db) },
    '0010-desk': { up: async (db) => addDesk(db) },
    '0011-waves': { up: async (db) => addWaves(db) },
    '0012-wording': { up: async (db) => addWordings(db, engine) },
    '0013-imports': { up: async (db) => addImports(db, engine) },
    '0015-staff-group': { up: async (db) => addStaffGroups(db, engine) },
    '0016-letter': { up: async (db) => addLetters(db) },
  };
}

/** Brings a database to the present schema. @throws Fault when it was written by a newer release, or a step fails. */
export async function migrate(db: Kysely<Tables>, engine: Engine, schema?: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations(engine) },
    ...(schema !== undefined && { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Fault('STORE_SCHEMA', {}, { cause: error });
}
