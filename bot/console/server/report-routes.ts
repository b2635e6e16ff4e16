import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Estate } from '#domain/estate.ts';
import { isLocalDate, localDate } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { clockText } from '#papers/paper-words.ts';
import { FIGURES, type FigureKey } from '#papers/report/figure.ts';
import { makeReport } from '#papers/report/make-report.ts';
import { reportDocument } from '#papers/report/report-document.ts';
import { reportWorkbook } from '#papers/report/report-workbook.ts';
import { rowsBehind } from '#papers/report/rows-behind.ts';
import type { Tx } from '#ports/store/store.ts';
import type { Overview, Report, ReportRows, Today } from '../report-api.ts';
import type { Desk } from './desk.ts';
import { askedLocale as locale } from './asked-locale.ts';
import { needs } from './door.ts';
import { estateFor, estatesOf } from './scope.ts';
import type { Sessions } from './session.ts';
import { figureView, reportView, rowsView } from './view/report-view.ts';

const byEstate = z.object({ estate: z.string().max(100) });
const day = z
  .string()
  .refine(isLocalDate)
  .transform((text) => localDate(text));
const span = z
  .object({ from: day, to: day, locale })
  .refine(({ from, to }) => from <= to, { path: ['to'] });
const behind = z.object({ from: day, to: day, locale, figure: z.enum(FIGURES) });

/** What of the figures a manager looks at during the day. */
const TODAY: readonly FigureKey[] = [
  'received',
  'householdsReceived',
  'reminders',
  'inbound',
  'handoffs',
  'promisesDue',
  'promisesBroken',
  'disputesOpened',
  'disputesOverdue',
  'complaints',
  'optOuts',
  'optIns',
];

/** What of them shows how estates stand beside each other: cash never without what it cost. */
const COMPARED: readonly FigureKey[] = [
  'due',
  'rate',
  'householdRate',
  'received',
  'outstanding',
  'keptRate',
  'disputesOpened',
  'disputeNinth',
  'complaintRate',
  'optOutRate',
];

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The manager's pages: the day, a span with its cases, the workbook, and estates side by side. */
export function reportRoutes(server: FastifyInstance, desk: Desk, sessions: Sessions): void {
  const { store, clock } = desk;

  server.get('/api/estates/:estate/report', needs('report'), async (request): Promise<Report> => {
    const { member } = sessions.require(request);
    const { estate: id } = byEstate.parse(request.params);
    const { locale: tag, ...days } = span.parse(request.query);
    return store.read(async (tx) => {
      const estate = await estateFor(tx, member, id);
      const made = await makeReport(tx, estate, days, clock.now());
      return reportView(made, days, desk.papers(tag), clock.now());
    });
  });

  server.get(
    '/api/estates/:estate/report/rows',
    needs('report'),
    async (request): Promise<ReportRows> => {
      const { member } = sessions.require(request);
      const { estate: id } = byEstate.parse(request.params);
      const { locale: tag, figure, ...days } = behind.parse(request.query);
      return store.read(async (tx) => {
        const estate = await estateFor(tx, member, id);
        return rowsView(await rowsBehind(tx, estate, days, figure, clock.now()), desk.papers(tag));
      });
    },
  );

  server.get('/api/estates/:estate/report.xlsx', needs('report'), async (request, reply) => {
    const { member } = sessions.require(request);
    const { estate: id } = byEstate.parse(request.params);
    const { locale: tag, ...days } = span.parse(request.query);
    const words = desk.papers(tag);
    const now = clock.now();
    const { made, timezone } = await store.read(async (tx) => {
      const estate = await estateFor(tx, member, id);
      return { made: await makeReport(tx, estate, days, now), timezone: estate.timezone };
    });
    const document = reportDocument({ ...days, made: clockText(now, timezone) }, [made], words);
    reply.header('content-type', WORKBOOK);
    reply.header(
      'content-disposition',
      `attachment; filename="report-${days.from}-${days.to}.xlsx"`,
    );
    return reply.send(await reportWorkbook(document, words));
  });

  server.get('/api/estates/:estate/today', needs('report'), async (request): Promise<Today> => {
    const { member } = sessions.require(request);
    const { estate: id } = byEstate.parse(request.params);
    const { locale: tag } = z.object({ locale }).parse(request.query);
    const now = clock.now();
    return store.read(async (tx) => {
      const estate = await estateFor(tx, member, id);
      const dayNow = dateAt(now, estate.timezone);
      const { figures } = await makeReport(tx, estate, { from: dayNow, to: dayNow }, now);
      return {
        day: dayNow,
        made: clockText(now, estate.timezone),
        waiting: await waiting(tx, estate),
        figures: figureView(figures, TODAY, desk.papers(tag)),
      };
    });
  });

  server.get('/api/reports/overview', needs('report'), async (request): Promise<Overview> => {
    const { member } = sessions.require(request);
    const { locale: tag, ...days } = span.parse(request.query);
    return store.read(async (tx) => {
      const estates = [];
      for (const estate of await estatesOf(tx, member)) {
        const { figures } = await makeReport(tx, estate, days, clock.now());
        const { id, name } = estate;
        estates.push({ id, name, figures: figureView(figures, COMPARED, desk.papers(tag)) });
      }
      return { ...days, estates };
    });
  });
}

/** Who waits for a person: those nobody has claimed. */
async function waiting(tx: Tx, { id }: Estate): Promise<Today['waiting']> {
  const open = (await tx.handoffs.queue(id)).filter(({ claimedBy }) => claimedBy === null);
  const [first] = open.toSorted((a, b) => a.openedAt - b.openedAt);
  return {
    count: open.length,
    urgent: open.filter(({ urgent }) => urgent).length,
    longest: first ? { conversationId: first.conversationId, since: first.openedAt } : null,
  };
}
