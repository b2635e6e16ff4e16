import type { Script } from '#domain/content.ts';
import { isRecord } from '../explain-issue.ts';
import { didYouMean } from '../nearest.ts';
import { evidenceSchema, strategiesSchema } from '../schema/evidence.ts';
import type { Subject } from './subject.ts';

/** Strategies have a name in the literature, evidence a row, and a claimed effect a measurement or none. */
export function checkEvidence({ reading }: Subject): void {
  const { reader, shelf } = reading;
  const strategies = reader.read('scripts/strategies.yaml', strategiesSchema);
  const evidence = reader.read('scripts/evidence.yaml', evidenceSchema);
  if (!strategies || !evidence) return;
  const rows = new Map(Object.entries(evidence.rows));
  for (const script of shelf.scripts.values()) {
    const file = `scripts/${script.id}.yaml`;
    const strategy = strategies[script.strategy];
    if (!strategy && !reader.isBroken(file, 'strategy')) {
      const near = didYouMean(script.strategy, Object.keys(strategies));
      reader.note(file, 'strategy', `${script.strategy} is no strategy that is known${near}`, [
        'strategy',
      ]);
    }
    for (const [index, row] of script.evidence.entries()) {
      const where = ['evidence', String(index)];
      if (evidence.refused.includes(row)) {
        reader.note(file, 'evidence', `${row} is a tactic that was refused`, where);
      } else if (!rows.has(row)) {
        reader.note(
          file,
          'evidence',
          `${row} is no row of scripts/evidence.yaml${didYouMean(row, rows.keys())}`,
          where,
        );
      }
    }
    if (strategy?.claimsEffect !== true || reader.isBroken(file, 'evidence')) continue;
    if (script.evidence.some((row) => rows.get(row)?.kind === 'measured')) continue;
    if (script.evidence.length === 0 && saysNone(reading, script)) continue;
    const message = `${script.strategy} claims an effect, and no row named here was measured`;
    const right = 'name the measured row as well, or write evidence: [] to say that there is none';
    reader.note(file, 'evidence', message, ['evidence'], { right });
  }
}

/** Whether the author wrote that there is no evidence, rather than writing nothing. */
function saysNone({ reader }: Subject['reading'], { id }: Script): boolean {
  const file = `scripts/${id}.yaml`;
  const written: unknown = reader.open(file, reader.files.path(file) ?? '')?.toJS();
  return isRecord(written) && 'evidence' in written;
}
