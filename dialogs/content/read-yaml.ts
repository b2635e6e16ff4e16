import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { ContentFinding } from './content-error.ts';

/** Reads data files, checks each against its schema, and keeps every finding with file and line. */
export class YamlReader {
  readonly findings: ContentFinding[] = [];

  note(file: string, rule: string, message: string, line = 1): void {
    this.findings.push({ file, line, rule, message });
  }

  /** The checked value; undefined when the file is not what the schema asks for, with findings on record. */
  read<T extends z.ZodType>(path: string, file: string, schema: T): z.output<T> | undefined {
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
    for (const error of document.errors) {
      this.note(file, 'yaml', error.message, lines.linePos(error.pos[0]).line);
    }
    if (document.errors.length > 0) return undefined;
    const parsed = schema.safeParse(document.toJS());
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const where = issue.path.map(String);
      const range = rangeOf(document.getIn(where, true));
      const line = range === undefined ? 1 : lines.linePos(range).line;
      this.note(file, 'schema', `${where.join('.') || 'the file'}: ${issue.message}`, line);
    }
    return undefined;
  }
}

function rangeOf(node: unknown): number | undefined {
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
