import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The package takes the name on its certificate from the front of the token, with TLS or without. */
const PREFIX = 'insecure_';

/** The gateway's secret: read from its file, or made and kept there for this user's eyes only. */
export function gatewayToken(file: string): string {
  const known = readIfThere(file);
  if (known !== undefined) return known;
  const token = `${PREFIX}${randomUUID()}`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
  return token;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
