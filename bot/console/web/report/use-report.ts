import { computed, ref } from 'vue';
import { type Report, report as reportSchema } from '../../report-api.ts';
import { present } from '../service/now.ts';
import { useFetched } from '../service/fetched.ts';
import { estateId, read, zone } from '../service/session.ts';
import { dayAfter, dayOf } from '../texts/format.ts';

const USUAL_DAYS = 30;

/** The report of the estate over a span of days, both included. */
export function useReport() {
  const today = dayOf(present.value, zone.value);
  const from = ref(dayAfter(today, 1 - USUAL_DAYS));
  const to = ref(today);
  const valid = computed(() => from.value !== '' && to.value !== '' && from.value <= to.value);
  const report = useFetched<Report>({
    of: () =>
      estateId.value === null || !valid.value
        ? null
        : `/api/estates/${encodeURIComponent(estateId.value)}/report?from=${from.value}&to=${to.value}`,
    load: async (path) => read(path, reportSchema),
    concerns: (hint) => hint.topic !== 'simulator',
  });

  function last(days: number): void {
    to.value = dayOf(present.value, zone.value);
    from.value = dayAfter(to.value, 1 - days);
  }

  return { from, to, valid, report, last };
}
