/** Waves, how each household was shown, and what was done. */
export interface WaveTables {
  wave: {
    id: string;
    estate_id: string;
    state: string;
    drawn_by: string;
    drawn_at: number;
    digest: string;
    size: number;
    total: number;
    ordered_by: string | null;
    begun_at: number | null;
    ended_at: number | null;
  };
  wave_home: {
    wave_id: string;
    household_id: string;
    room: string;
    chosen: number;
    stage: string | null;
    category: string;
    script: string | null;
    sum: number;
    sample: string;
    shown_reasons: string;
    facts: string;
    state: string;
    reasons: string;
    until: number | null;
  };
  wave_act: {
    wave_id: string;
    seq: number;
    act: string;
    at: number;
    staff_id: string | null;
    reason: string | null;
  };
}
