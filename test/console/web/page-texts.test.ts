import assert from 'node:assert/strict';
import { globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { OUTCOME_CODES } from '#console/api.ts';
import { readPageTexts } from '#console/web/page-texts.ts';
import { TRIGGERS } from '#content/trigger.ts';
import { CONDITIONS } from '#domain/content.ts';
import { PLAN_STATUSES, PROMISE_STATUSES } from '#domain/commitment.ts';
import { HANDOFF_REASONS, QUEUES } from '#domain/handoff.ts';
import { LEVELS, OCCUPANCIES, ROLES } from '#domain/household.ts';
import { LIMITATION_EVENTS, LIMITATION_STATUSES } from '#domain/limitation.ts';
import { LABELS } from '#domain/label.ts';
import { DECIDERS, PASSED_OVER } from '#domain/selection.ts';
import { STAGES } from '#domain/stage.ts';
import { WITHHOLDINGS } from '#domain/withholding.ts';
import { MESSAGE_KINDS } from '#ports/channel.ts';
import { LEDGER_TYPES } from '#ports/store/ledger.ts';
import { WAVE_ACTS, WAVE_STATES } from '#ports/store/waves.ts';
import { STANDS } from '#console/web/wave/wave-segment.ts';
import { DRIFTS } from '#waves/drift.ts';
import { MEDIA_STATES } from '#ports/store/media.ts';
import { OCCASIONS, OUTBOX_STATUSES } from '#ports/store/messages.ts';
import { STAFF_ROLES } from '#ports/store/staff.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const WEB = join(ROOT, 'bot', 'console', 'web');
const texts = readPageTexts(join(ROOT, 'locales'));
const source = texts['zh-CN'] ?? {};
const pages = globSync(['**/*.vue', '**/*.ts'], { cwd: WEB })
  .filter((path) => !path.startsWith('dist'))
  .map((path) => ({ path, code: readFileSync(join(WEB, path), 'utf8') }));

const slotsOf = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? '').toSorted();

describe('The texts of the pages', () => {
  it('say the same things in every language, with the same slots', () => {
    for (const [tag, own] of Object.entries(texts)) {
      assert.deepEqual(Object.keys(own).toSorted(), Object.keys(source).toSorted(), tag);
      for (const [key, text] of Object.entries(own)) {
        assert.deepEqual(slotsOf(text), slotsOf(source[key] ?? ''), `${tag} ${key}`);
      }
    }
  });

  it('are all there: no page shows the name of a key', () => {
    for (const { path, code } of pages) {
      for (const [, key = ''] of code.matchAll(/\bt\(\s*'([^']+)'/gu)) {
        assert.ok(key in source, `${path} asks for ${key}`);
      }
    }
  });

  it('name every code that the service may show to staff', () => {
    const families: Record<string, readonly string[]> = {
      reason: HANDOFF_REASONS,
      outcome: OUTCOME_CODES,
      afterwards: OUTCOME_CODES,
      withheld: WITHHOLDINGS,
      stage: STAGES,
      occasion: OCCASIONS,
      decided: DECIDERS,
      passed: PASSED_OVER,
      condition: CONDITIONS,
      trigger: [...TRIGGERS].filter((trigger) => !/^(?:label|handoff):/u.test(trigger)),
      status: OUTBOX_STATUSES,
      label: LABELS,
      media: MESSAGE_KINDS.filter((kind) => kind !== 'text'),
      mediaState: MEDIA_STATES,
      role: STAFF_ROLES,
      tie: ROLES,
      level: LEVELS,
      occupancy: OCCUPANCIES,
      promise: PROMISE_STATUSES,
      plan: PLAN_STATUSES,
      event: LEDGER_TYPES,
      waveState: WAVE_STATES,
      waveDone: WAVE_ACTS,
      waveStand: STANDS,
      drift: DRIFTS,
      standing: LIMITATION_STATUSES,
      evidence: Object.keys(LIMITATION_EVENTS),
      queue: QUEUES,
      category: readdirSync(join(ROOT, 'scripts'), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .filter((name) => name !== 'statutes' && name !== 'refusals'),
      rule: readdirSync(join(ROOT, 'scripts', 'refusals')).map((file) =>
        file.replace(/\.yaml$/u, ''),
      ),
    };
    const missing = Object.entries(families).flatMap(([family, codes]) =>
      codes.map((code) => `${family}.${code}`).filter((key) => !(key in source)),
    );
    assert.deepEqual(missing, []);
  });

  it('name every refusal of the console', () => {
    const server = globSync('*.ts', { cwd: join(ROOT, 'bot', 'console', 'server') })
      .map((path) => readFileSync(join(ROOT, 'bot', 'console', 'server', path), 'utf8'))
      .join('\n');
    const codes = [...server.matchAll(/new Refused\(\d+, '([A-Z_]+)'/gu)].map((found) => found[1]);
    assert.ok(codes.length > 10);
    const missing = new Set(codes.map((code) => `fault.${code}`).filter((key) => !(key in source)));
    assert.deepEqual([...missing], []);
  });

  it('stand in locales, not in the code of the pages', () => {
    const wordy = pages.filter(({ code }) => /\p{Script=Han}/u.test(code));
    assert.deepEqual(
      wordy.map(({ path }) => path),
      [],
    );
  });
});
