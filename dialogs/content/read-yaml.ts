import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { ContentFinding } from './content-error.ts';

/** Reads data files, checks each against its schema, and keeps every finding with file and line. */
export class YamlReader {
  readonly findings: ContentFinding[] = [];
  readonly #read = new Map<string, { document: Document; lines: LineCounter }>();

  /** @param where keys down to what is meant, so that an author finds the line. */
  note(file: string, rule: string, message: string, where: readonly string[] = []): void {
    this.findings.push({ file, line: this.#lineOf(file, where), rule, message });
  }

  /** The checked value; undefined when the file is not what the schema asks for, with findings on record. */
  read<T extends z.ZodType>(path: string, file: string, schema: T): z.output<T> | undefined {
    if (!existsSync(path)) {
      this.note(file, 'missing', 'there is no such file');
      return undefined;
    }
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
    // What follows the first mistake in the writing is mostly its echo.
    const [mistake] = document.errors;
    if (mistake) {
      const [message = ''] = mistake.message.split('\n');
      this.findings.push({ file, line: lines.linePos(mistake.pos[0]).line, rule: 'yaml', message });
      return undefined;
    }
    this.#read.set(file, { document, lines });
    const parsed = schema.safeParse(document.toJS());
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const where = issue.path.map(String);
      this.note(file, 'schema', `${where.join('.') || 'the file'}: ${issue.message}`, where);
    }
    return undefined;
  }

  /** The line of a key, or of the nearest one above it that the file has; 1 for the whole file. */
  #lineOf(file: string, where: readonly string[]): number {
    const read = this.#read.get(file);
    for (let depth = where.length; read && depth > 0; depth -= 1) {
      const start = startOf(read.document.getIn(where.slice(0, depth), true));
      if (start !== undefined) return read.lines.linePos(start).line;
    }
    return 1;
  }
}

function startOf(node: unknown): number | undefined {
  if (node === null || typeof node !== 'object' || !('range' in node)) return undefined;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}

/** The folders in a folder, by name; none when it does not exist. */
export function foldersIn(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => statSync(join(path, name)).isDirectory())
    .toSorted();
}

/** Names of the YAML files in a folder without their ending. */
export function yamlIn(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .toSorted();
}
