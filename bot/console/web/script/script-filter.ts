import type { ScriptList } from '../../script-api.ts';

export type ScriptRow = ScriptList['items'][number];

/** Stands for no condition. */
export const ANY = 'any';

/** Which scripts somebody wants to see. */
export interface ScriptFilter {
  readonly query: string;
  readonly category: string;
  readonly stage: string;
  readonly occasion: string;
  readonly which: Which;
}

export const WHICH = ['all', 'waiting', 'drafts', 'own', 'stale'] as const;
export type Which = (typeof WHICH)[number];

export const NO_FILTER: ScriptFilter = {
  query: '',
  category: ANY,
  stage: ANY,
  occasion: ANY,
  which: 'all',
};

/** The scripts that fit; every word of the query must occur in aim, words or name. */
export function filtered(rows: readonly ScriptRow[], filter: ScriptFilter): ScriptRow[] {
  const words = filter.query.toLowerCase().split(/\s+/u).filter(Boolean);
  return rows.filter((row) => {
    const { category, stages, on, id, aim, texts } = row;
    const all = [id, aim, ...texts].join('\n').toLowerCase();
    return (
      (filter.category === ANY || category === filter.category) &&
      (filter.stage === ANY || stages.includes(filter.stage)) &&
      (filter.occasion === ANY || on.includes(filter.occasion)) &&
      isOf(row, filter.which) &&
      words.every((word) => all.includes(word))
    );
  });
}

/** How many scripts of each kind there are. */
export function counts(rows: readonly ScriptRow[]): Record<Which, number> {
  const of = (which: Which) => rows.filter((row) => isOf(row, which)).length;
  return {
    all: rows.length,
    waiting: of('waiting'),
    drafts: of('drafts'),
    own: of('own'),
    stale: of('stale'),
  };
}

function isOf({ standing }: ScriptRow, which: Which): boolean {
  switch (which) {
    case 'all':
      return true;
    case 'waiting':
      return standing.proposed > 0;
    case 'drafts':
      return standing.drafted > 0;
    case 'own':
      return standing.own > 0;
    case 'stale':
      return standing.stale > 0;
  }
}
