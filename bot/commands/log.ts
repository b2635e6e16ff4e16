import pino from 'pino';

/** The service's log, on standard error. Ids and codes only; what could name a person or a secret is cut out. */
export const log = pino(
  {
    base: null,
    redact: {
      paths: ['*.text', '*.phone', '*.password', '*.token', '*.owner', 'err.details.text'],
      censor: '[cut]',
    },
  },
  pino.destination(2),
);
