import { computed, ref, watch } from 'vue';
import {
  type Overview,
  type Report,
  type Today,
  overview as overviewSchema,
  report as reportSchema,
  today as todaySchema,
} from '../../report-api.ts';
import { type Fetched, useFetched } from '../service/fetched.ts';
import { present } from '../service/now.ts';
import { estateId, read, zone } from '../service/session.ts';
import { dayAfter, dayOf } from '../texts/format.ts';
import { language } from '../texts/language.ts';

/** Views of the reports: the day, the usual spans, one's own, and estates side by side. */
export const VIEWS = ['today', 'week', 'month', 'span', 'estates'] as const;
export type View = (typeof VIEWS)[number];

/** Days of the spans that have a name, today included. */
const DAYS: Partial<Record<View, number>> = { week: 7, month: 30, estates: 30 };

/** The address of something of the estate in the language shown; null as long as there is no estate. */
export function estatePath(
  what: string,
  query: Readonly<Record<string, string>> = {},
): string | null {
  if (estateId.value === null) return null;
  const words = new URLSearchParams({ ...query, locale: language.value });
  return `/api/estates/${encodeURIComponent(estateId.value)}/${what}?${words.toString()}`;
}

/** The day so far, fresh with everything that happens. */
export function useToday(): Fetched<Today> {
  return useFetched<Today>({
    of: () => estatePath('today'),
    load: async (path) => read(path, todaySchema),
    concerns: ({ topic }) => topic !== 'simulator',
  });
}

/** Days that follow the view, both included; those of one's own stay as they were chosen. */
export function useSpan(view: () => View) {
  const from = ref('');
  const to = ref('');
  watch(
    view,
    (shown) => {
      const days = DAYS[shown] ?? (from.value === '' ? DAYS.month : undefined);
      if (days === undefined) return;
      to.value = dayOf(present.value, zone.value);
      from.value = dayAfter(to.value, 1 - days);
    },
    { immediate: true },
  );
  const valid = computed(() => from.value !== '' && to.value !== '' && from.value <= to.value);
  return { from, to, valid };
}

type Days = { readonly from: string; readonly to: string };

/** The report of the estate over days. It is fetched once: numbers of a month do not change while one reads them. */
export function useReport(days: () => Days | null): Fetched<Report> {
  return useFetched<Report>({
    of: () => {
      const span = days();
      return span && estatePath('report', span);
    },
    load: async (path) => read(path, reportSchema),
  });
}

/** Every estate over days, side by side. */
export function useOverview(days: () => Days | null): Fetched<Overview> {
  return useFetched<Overview>({
    of: () => {
      const span = days();
      return (
        span &&
        `/api/reports/overview?${new URLSearchParams({ ...span, locale: language.value }).toString()}`
      );
    },
    load: async (path) => read(path, overviewSchema),
  });
}
