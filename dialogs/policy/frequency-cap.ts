import { addDays, DAY_MS, HOUR_MS, type Instant, later } from '#domain/time.ts';
import { dateAt, instantAt } from '#domain/zone.ts';
import { contactWindow } from './contact-window.ts';
import type { GateRule } from './gate-question.ts';

/** Hard limits that no estate may exceed (policy: frequency-cap). */
const MOST_A_DAY = 1;
const MOST_A_WEEK = 3;
const WEEK_MS = 7 * DAY_MS;

/**
 * Caps on proactive messages to one household, all contacts, channels and staff together: a calendar day, a rolling
 * week, the hours between two, and a wave, after which a person looks.
 */
export const frequencyCap: GateRule = ({ facts, now, waveStart }) => {
  const { timezone, policy } = facts.estate;
  const touches = (facts.home?.touches ?? []).filter(({ at }) => at <= now);
  const wave = touches.filter(({ at }) => waveStart === undefined || at >= waveStart);
  if (wave.length >= policy.perWave) return { reason: 'frequency-cap', until: null };
  const until: Instant[] = [];
  const today = dateAt(now, timezone);
  const ofToday = touches.filter(({ at }) => dateAt(at, timezone) === today);
  if (ofToday.length >= Math.min(policy.perDay, MOST_A_DAY)) {
    until.push(instantAt(addDays(today, 1), contactWindow(policy).from, timezone));
  }
  const perWeek = Math.min(policy.perWeek, MOST_A_WEEK);
  const ofWeek = touches.filter(({ at }) => at > now - WEEK_MS);
  const release = ofWeek[perWeek - 1];
  if (release) until.push(later(release.at, WEEK_MS));
  const [newest] = touches;
  const free = newest && later(newest.at, policy.gapHours * HOUR_MS);
  if (free !== undefined && free > now) until.push(free);
  const latest = until.toSorted((a, b) => a - b).at(-1);
  return latest === undefined ? null : { reason: 'frequency-cap', until: latest };
};
