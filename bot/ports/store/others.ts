/** The other processes that work on the same database. Only an engine that several processes share has them. */
export interface Others {
  /** Does `work` while no process, this one included, passes a door of the same name. */
  pass<T>(doors: readonly string[], work: () => Promise<T>): Promise<T>;
  /**
   * Does `work` when this process begins, before it takes any job. `alone` is true when no other process had begun: what
   * was left in hand is nobody's then. Afterwards this process counts as begun until its store is closed or it dies.
   */
  begin(work: (alone: boolean) => Promise<void>): Promise<void>;
  /** Tells them something; it may be lost, and says only that there is something to look at. */
  tell(hint: string): void;
  /** Hears what they tell; null where something may have been missed. @returns what ends it. */
  hear(listener: (hint: string | null) => void): () => void;
}
