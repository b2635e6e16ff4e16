/** What is kept of the channels themselves; the conventions are those of `Tables`. */
export interface ChannelTables {
  channel: {
    name: string;
    account: string | null;
    epoch: number;
    ids_change: number;
    logged_in_at: number | null;
    seen_at: number | null;
    state: string;
    state_since: number;
    breaker_at: number | null;
    breaker_why: string | null;
    risk_at: number | null;
  };
  channel_gap: {
    id: string;
    channel: string;
    from_at: number;
    to_at: number;
    why: string;
    conversations: string;
    released_at: number | null;
    released_by: string | null;
  };
  contact_login: {
    contact_id: string;
    channel: string;
    handle: string | null;
    epoch: number;
  };
}
