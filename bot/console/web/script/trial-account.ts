import { reactive } from 'vue';
import { t } from '../texts/language.ts';
import type { AccountRequest } from '../../script-api.ts';

/** An ordinary home, twenty days late with half a year's fee; the same one everywhere on the page until somebody changes it. */
export const account = reactive<AccountRequest>({
  owner: t('trial.ownerSample'),
  room: '3-2-1101',
  sum: '1288.05',
  from: '2026-01',
  to: '2026-06',
  overdueDays: 20,
  occupancy: 'occupied',
  brokenPromises: 0,
  payLink: true,
  category: 'unknown',
  heard: [],
});
