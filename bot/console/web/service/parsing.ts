import { config } from 'zod';

// Compiled parsers need `eval`, which the content security policy forbids.
config({ jitless: true });
