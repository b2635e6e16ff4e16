import { readFileSync } from 'node:fs';
import { type Document, LineCounter, isScalar, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { ContentFinding } from './content-error.ts';
import type { DataFiles } from './data-files.ts';
import { explainIssue } from './explain-issue.ts';
import { mend } from './mend.ts';

/** Where in a file a finding lies, and what goes with it. */
export interface NoteDetail {
  /** Line breaks of the text at that place before what is meant. */
  readonly row?: number;
  /** The piece of the text that is meant. */
  readonly words?: string;
  readonly right?: string;
  readonly about?: string;
}

type StandIn = Readonly<Record<string, unknown>>;

/** Reads data files, checks each against its schema, and keeps every finding with file and line. */
export class YamlReader {
  readonly findings: ContentFinding[] = [];
  readonly files: DataFiles;
  readonly #read = new Map<string, { document: Document; lines: LineCounter }>();
  readonly #broken = new Map<string, ReadonlySet<string>>();

  constructor(files: DataFiles) {
    this.files = files;
  }

  /** @param where keys down to what is meant, so that an author finds the line. */
  note(
    file: string,
    rule: string,
    message: string,
    where: readonly string[] = [],
    { row = 0, words: _words, ...detail }: NoteDetail = {},
  ): void {
    this.findings.push({ file, line: this.#lineOf(file, where, row), rule, message, ...detail });
  }

  /**
   * The checked value with findings on record; what is wrong is left out, so that the rest can still be looked at.
   * @param standIn values for keys the schema cannot do without.
   */
  read<T extends z.ZodType>(
    file: string,
    schema: T,
    standIn: StandIn = {},
  ): z.output<T> | undefined {
    const path = this.files.path(file);
    if (path === undefined) {
      this.note(file, 'missing', 'there is no such file');
      return undefined;
    }
    const document = this.open(file, path);
    if (!document) return undefined;
    const input: unknown = document.toJS();
    const parsed = schema.safeParse(input);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      for (const { where, message } of explainIssue(issue, schema, input)) {
        this.note(file, 'schema', `${where.join('.') || 'the file'}: ${message}`, where);
      }
    }
    const mended = mend(schema, input, standIn);
    if (mended) this.#broken.set(file, mended.broken);
    return mended?.value;
  }

  /** Whether the schema refused something below a key of a file that was read all the same. */
  isBroken(file: string, key: string): boolean {
    return this.#broken.get(file)?.has(key) ?? false;
  }

  /** The file as YAML with mistakes of the writing on record; undefined when nothing can be made of it. */
  open(file: string, path: string): Document | undefined {
    const known = this.#read.get(file);
    if (known) return known.document;
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
    const told = new Set<number>();
    for (const { message, pos } of document.errors) {
      const { line } = lines.linePos(pos[0]);
      if (told.has(line)) continue;
      told.add(line);
      const [first = ''] = message.split('\n');
      this.findings.push({ file, line, rule: 'yaml', message: first });
    }
    // A key written twice leaves the rest readable; what follows other mistakes is mostly their echo.
    if (document.errors.some(({ code }) => code !== 'DUPLICATE_KEY')) return undefined;
    this.#read.set(file, { document, lines });
    return document;
  }

  /** The line of a key, or of the nearest one above it that the file has; 1 for the whole file. */
  #lineOf(file: string, where: readonly string[], row: number): number {
    const read = this.#read.get(file);
    for (let depth = where.length; read && depth > 0; depth -= 1) {
      const node: unknown = read.document.getIn(where.slice(0, depth), true);
      const start = startOf(node);
      if (start === undefined) continue;
      const { line } = read.lines.linePos(start);
      const isBlock = isScalar(node) && node.type === 'BLOCK_LITERAL' && depth === where.length;
      return isBlock && row >= 0 ? line + 1 + row : line;
    }
    return 1;
  }
}

function startOf(node: unknown): number | undefined {
  if (node === null || typeof node !== 'object' || !('range' in node)) return undefined;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
