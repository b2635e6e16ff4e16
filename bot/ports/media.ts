/**
 * What a message carries beside words, as the channel tells of it. It is fetched after the message is durable, so the
 * reference must outlive the process. Nothing in it is to be trusted.
 */
export interface MediaRef {
  /** The channel's own key of it, as {@link Channel.fetchMedia} takes it. */
  readonly ref: string;
  readonly name: string | null;
  readonly mimeType: string | null;
  /** Bytes, where the channel says. */
  readonly size: number | null;
}

/** What became of fetching it. `gone` will never be had; a fault may pass, and is thrown. */
export type MediaRead =
  | { readonly outcome: 'fetched'; readonly bytes: Uint8Array; readonly name: string | null }
  /** A place, a link, a card: there is no file, only what it says. */
  | { readonly outcome: 'described'; readonly text: string }
  | { readonly outcome: 'too-large' }
  | { readonly outcome: 'gone' };

/** Where the bytes of media lie, by what they are. */
export interface MediaFolder {
  /** Keeps the bytes, durable when the promise resolves. @returns their SHA-256, in hexadecimal. */
  keep(bytes: Uint8Array): Promise<string>;
  /** @returns undefined where nothing of this digest is kept. */
  read(sha256: string): Promise<Uint8Array | undefined>;
  /** Takes the file away; one that is not there is away. */
  remove(sha256: string): Promise<void>;
  /** Digests of all that is kept. */
  list(): Promise<string[]>;
}
