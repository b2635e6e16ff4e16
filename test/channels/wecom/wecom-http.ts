import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The port a server listens on; 0 where it does not. */
export function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}

/** Answers as WeCom does: JSON, whatever happened. */
export function say(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(body));
}

/** What was sent along. */
export async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

/** Hands out a file under its name, whose bytes stand in the header as they are. */
export function sayFile(
  response: ServerResponse,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): void {
  const raw = Buffer.from(name).toString('latin1');
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${raw}"`,
  });
  response.end(bytes);
}
