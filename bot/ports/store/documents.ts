/** A stored text with a tag that every write changes. */
export interface Document {
  readonly value: string;
  readonly etag: number;
}

/** Key and value with compare-and-set, beside the plain Keyv interface. */
export interface Documents {
  get(key: string): Promise<Document | undefined>;
  /**
   * Writes if the stored tag is still `expected`; null means that nothing may be stored yet.
   * @returns false when somebody wrote in between.
   */
  compareAndSet(key: string, value: string, expected: number | null): Promise<boolean>;
  delete(key: string): Promise<boolean>;
  /** Deletes every document whose key begins with `prefix`. */
  clear(prefix: string): Promise<void>;
}
