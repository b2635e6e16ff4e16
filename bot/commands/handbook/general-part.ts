import { LABELS } from '#domain/label.ts';
import { STAGES } from '#domain/stage.ts';
import { handoffOf } from '#policy/handoff-rule.ts';
import { ageStage } from '#policy/stage.ts';
import type { HandbookData } from './handbook-data.ts';
import { KINDS } from './script-part.ts';

/** What holds for all scripts: the stages, where answers lead, when it stops, and how to read the evidence. */
export function generalPart(data: HandbookData): string[] {
  return [...stageTable(data), ...answerTable(data), ...stops(data), ...evidenceLegend(data)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row), ''];
}

/** Older than any debt whose stage is of interest. */
const LONG = 1000;

function stageTable({ words, estate }: HandbookData): string[] {
  const { t, nameOf } = words;
  const ages = Array.from({ length: LONG }, (_, index) => index + 1);
  const days = (stage: (typeof STAGES)[number]) => {
    if (stage === 'pre-due') return t('stageDays.pre-due', { from: estate.policy.preDueDays });
    const own = ages.filter((age) => ageStage(age) === stage);
    const [from] = own;
    const to = own.at(-1);
    if (from === undefined || to === undefined) return t('stageDays.person');
    return to === LONG ? t('stageDays.beyond', { from }) : t('stageDays.between', { from, to });
  };
  const rows = STAGES.map((stage) => [nameOf('stage', stage), days(stage), t(`begins.${stage}`)]);
  const head = [t('page.stage'), t('page.days'), t('page.begins')];
  return [`## ${t('page.stages')}`, '', ...table(head, rows)];
}

function answerTable({ words, content }: HandbookData): string[] {
  const { t, nameOf, list } = words;
  const categories = [...content.catalogue.categories.values()];
  const rows = LABELS.map((label) => {
    const led = categories.filter(({ labels }) => labels.includes(label));
    const queues = [...led.map(({ handoff }) => handoff), handoffOf(label, null)].flatMap((rule) =>
      rule ? [rule.queue] : [],
    );
    const names = [...new Set(queues)].map((queue) => nameOf('queue', queue));
    const otherwise = t(led.length > 0 ? 'answer.talk' : 'answer.stay');
    const queued = t('answer.queue', { queue: list(names) });
    const own = nameOf('answerOf', label);
    return [
      nameOf('label', label),
      led.length > 0 ? list(led.map(({ id }) => nameOf('category', id))) : '—',
      own === label ? (names.length > 0 ? queued : otherwise) : own,
    ];
  });
  const head = [t('page.heardAs'), t('page.leadsTo'), t('page.then')];
  return [`## ${t('page.answers')}`, '', t('page.answersLead'), '', ...table(head, rows)];
}

function stops({ words, estate }: HandbookData): string[] {
  const { t } = words;
  const { perDay, perWeek, perWave, gapHours, windowFrom, windowTo } = estate.policy;
  const caps = { day: perDay, week: perWeek, gap: gapHours };
  const window = { from: clock(windowFrom), to: clock(windowTo) };
  return [
    `## ${t('page.givesUp')}`,
    '',
    `- ${t('general.unanswered', { n: perWave })}`,
    `- ${t('general.caps', { ...caps, ...window })}`,
    ...['stop', 'person', 'paid', 'promise', 'plan', 'legal'].map(
      (key) => `- ${t(`general.${key}`)}`,
    ),
    '',
  ];
}

/** Minutes since midnight as `09:00`. */
function clock(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function evidenceLegend({ words: { t, nameOf } }: HandbookData): string[] {
  const rows = KINDS.filter((kind) => kind !== 'none').map((kind) => {
    return `- ${t('shape.line', { name: nameOf('kind', kind), text: t(`kindMeans.${kind}`) })}`;
  });
  return [`## ${t('page.evidence')}`, '', t('page.evidenceLead'), '', ...rows, ''];
}
