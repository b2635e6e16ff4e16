/** What a resident says: one primary label a turn. The list is a public contract (docs/contracts: intents). */
export const LABELS = [
  'forgot',
  'busy_later',
  'promise',
  'paid_claim',
  'service_quality',
  'house_defect',
  'billing_dispute',
  'owner_absent',
  'tenant_or_third_party',
  'statute_limitation',
  'no_contract',
  'hardship',
  'instalment_request',
  'concession_seeking',
  'wilful_refusal',
  'hostile',
  'human_request',
  'ask_amount',
  'ask_how_to_pay',
  'ask_invoice',
  'opt_out',
  'legal_question',
  'vulnerable',
  'greeting',
  'thanks_ok',
  'other',
] as const;

/** One of {@link LABELS}. */
export type Label = (typeof LABELS)[number];
