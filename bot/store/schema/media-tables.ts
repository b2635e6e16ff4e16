/** What came with messages; the bytes lie in the media folder, by their digest. */
export interface MediaTables {
  media: {
    id: string;
    estate_id: string;
    conversation_id: string;
    contact_id: string;
    household_id: string | null;
    message_seq: number;
    channel: string;
    ref: string | null;
    kind: string;
    name: string | null;
    text: string | null;
    mime: string | null;
    size: number | null;
    sha256: string | null;
    state: string;
    created_at: number;
    settled_at: number | null;
  };
}
