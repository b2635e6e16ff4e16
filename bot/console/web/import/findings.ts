import type { ImportPreview } from '../../import-api.ts';

/** One finding of an import. */
export type Finding = ImportPreview['rows'][number];

/** Findings of one code, with where they stand. */
export interface FindingGroup {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly findings: readonly Finding[];
}

const RANK = { error: 0, warning: 1, info: 2 } as const;

/** Groups findings by code: errors first, then warnings, the most frequent on top. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()]
    .flatMap((found) =>
      found[0] ? [{ code: found[0].code, severity: found[0].severity, findings: found }] : [],
    )
    .toSorted(
      (a, b) => RANK[a.severity] - RANK[b.severity] || b.findings.length - a.findings.length,
    );
}

/** Where a finding stands, as `Sheet1 · 12 · C`; what does not apply is left out. */
export function placeOf(finding: Finding): string {
  return [finding.sheet, finding.row > 0 ? finding.row : '', finding.column]
    .filter((part) => part !== '')
    .join(' · ');
}
