import { config } from 'zod/v4';

// Compiled parsers need `eval`, which the content security policy forbids.
config({ jitless: true });

/** What the pages get when they import `zod`. */
export * from 'zod/v4';
