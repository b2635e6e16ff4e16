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
 * week, the hours between two, and a wave, after which a person looks. A touch that a wrong clock dates ahead counts too.
 */
export const frequencyCap: GateRule = ({ facts, now, waveStart }) => {
  const { timezone, policy } = facts.estate;
  const perDay = Math.min(policy.perDay, MOST_A_DAY);
  const perWeek = Math.min(policy.perWeek, MOST_A_WEEK);
  const touches = (facts.home?.touches ?? []).map(({ at }) => at).toSorted((a, b) => b - a);
  const wave = touches.filter((at) => waveStart === undefined || at >= waveStart);
  const silenced = perDay <= 0 || perWeek <= 0;
  if (silenced || wave.length >= policy.perWave) return { reason: 'frequency-cap', until: null };

  const until: Instant[] = [];
  const today = dateAt(now, timezone);
  const ofToday = touches.filter((at) => dateAt(at, timezone) === today);
  if (ofToday.length >= perDay) {
    until.push(instantAt(addDays(today, 1), contactWindow(policy).from, timezone));
  }
  const ofWeek = touches.filter((at) => at > now - WEEK_MS);
  const release = ofWeek[perWeek - 1];
  if (release !== undefined) until.push(later(release, WEEK_MS));
  const [newest] = touches;
  const free = newest === undefined ? newest : later(newest, policy.gapHours * HOUR_MS);
  if (free !== undefined && free > now) until.push(free);
  const latest = until.toSorted((a, b) => a - b).at(-1);
  return latest === undefined ? null : { reason: 'frequency-cap', until: latest };
};
