/**
 * Every fault the service can report: a stable code and what it means. Codes are never reused.
 * A fault is something broken; a refusal with a reason is a value, not a fault.
 */
export const FAULTS = {
  CALLBACK_CLOCK: 'a callback of WeCom bears another time than ours and was not let in',
  CATALOGUE_INVALID: 'persuasion scripts, locales or statutes do not hold together',
  CHANNEL_NOT_READY: 'the channel is not logged in',
  CHANNEL_RISK: 'a personal account is used at your own risk, which must be acknowledged once',
  GATEWAY_FAILED: 'the gateway to WeChat could not begin',
  PUPPET_MISSING: 'the package that speaks to WeChat is not installed',
  ERASURE_REFUSED: 'law lets the company keep this for now',
  INPUT_INVALID: 'what was given is not what the command takes',
  LEDGER_BROKEN: 'the chain of the ledger does not hold',
  PAPER_REFUSED: 'this paper may not be made now',
  PAPER_UNPRINTABLE: 'the font of the papers lacks a character',
  PERCEPTION_DATA: 'words or the trained classifier in locales/ cannot be read',
  PERCEPTION_MODEL: 'the classifier was trained for other labels or words: run npm run train',
  SETTINGS_INVALID: 'a setting in the environment is not what it should be',
  STATE_CONFLICT: 'somebody else changed the conversation first',
  STORE_BUSY: 'another process holds the store',
  STORE_FAILED: 'the store could not do what was asked',
  STORE_SCHEMA: 'the store was written by another version',
} as const;

export type FaultCode = keyof typeof FAULTS;

/** A fault with its code, details without personal data, and the cause. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: FaultCode,
    details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    const shown = Object.entries(details).map(([key, value]) => `${key}=${String(value)}`);
    super([FAULTS[code], ...shown].join('; '), options);
    this.name = 'Fault';
    this.code = code;
    this.details = details;
  }
}
