import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openPostgres } from '#store/postgres/open-postgres.ts';

const LOCAL = ['test', 'postgres'].map((name) => `postgres://postgres@127.0.0.1:5432/${name}`);

/** The server to test against: the one that `DATABASE_URL` names, or one that answers on this machine. */
export async function findServer(): Promise<string | undefined> {
  const named = process.env['DATABASE_URL'];
  for (const url of named ? [named] : LOCAL) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      return url;
    } catch {
      continue;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return undefined;
}

/** Runs one statement past the store. */
export async function sql(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

/** The name of a schema that nobody uses. */
export const newSchema = () => `test_${randomUUID().replaceAll('-', '')}`;

/** An empty store in a schema of its own, which goes with it. */
export async function openEmpty(url: string) {
  const schema = newSchema();
  const store = await openPostgres({ url, schema });
  return {
    store,
    schema,
    async dispose() {
      await store.close();
      await sql(url, `drop schema ${schema} cascade`);
    },
  };
}
