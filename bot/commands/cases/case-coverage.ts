import type { Catalogue } from '#domain/content.ts';
import { STAGES } from '#domain/stage.ts';
import type { CaseSighting } from './case-sighting.ts';

/** A case file with what was seen in it. */
export interface SeenCase {
  readonly file: string;
  readonly seen: CaseSighting;
}

/** What a set of cases plays of the scripts. */
export interface CoverageReport {
  readonly cases: number;
  /** Every script that was spoken, with where and by which cases. */
  readonly spoken: readonly {
    readonly script: string;
    readonly times: number;
    /** `category stage` of the conversation, as `hardship courtesy`. */
    readonly at: readonly string[];
    readonly cases: readonly string[];
  }[];
  readonly never: readonly { readonly script: string; readonly file: string }[];
  /** Messages spoken in each category at each stage; categories nobody was in are there too. */
  readonly matrix: readonly {
    readonly category: string;
    readonly stages: Readonly<Record<string, number>>;
  }[];
  /** How conversations of a category ended or turned, as `promise` or `hand-off hardship`, and how often. */
  readonly exits: readonly {
    readonly category: string;
    readonly exits: Readonly<Record<string, number>>;
  }[];
}

/** Adds up what cases showed, against all there is to show. */
export function coverageOf(catalogue: Catalogue, cases: readonly SeenCase[]): CoverageReport {
  const lines = cases.flatMap(({ file, seen }) => seen.lines.map((line) => ({ file, ...line })));
  const byScript = Map.groupBy(lines, ({ script }) => script);
  const exits = cases.flatMap(({ seen }) => seen.exits);
  const scripts = [...catalogue.scripts.keys()].toSorted();
  const categories = [...catalogue.categories.keys()].toSorted();
  return {
    cases: cases.length,
    spoken: scripts.flatMap((script) => {
      const found = byScript.get(script);
      if (!found) return [];
      const at = distinct(found.map(({ category, stage }) => `${category} ${stage}`));
      return { script, times: found.length, at, cases: distinct(found.map(({ file }) => file)) };
    }),
    never: scripts
      .filter((script) => !byScript.has(script))
      .map((script) => ({ script, file: `scripts/${script}.yaml` })),
    matrix: categories.map((category) => ({
      category,
      stages: Object.fromEntries(
        STAGES.map((stage) => [
          stage,
          lines.filter((line) => line.category === category && line.stage === stage).length,
        ]),
      ),
    })),
    exits: categories.map((category) => ({
      category,
      exits: counted(exits.filter((one) => one.category === category).map(({ exit }) => exit)),
    })),
  };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].toSorted();
}

function counted(words: readonly string[]): Record<string, number> {
  const groups = [...Map.groupBy(words.toSorted(), (word) => word)];
  return Object.fromEntries(groups.map(([word, all]) => [word, all.length]));
}
