/** One rule of lint: how much it weighs, and what would be right wherever a finding does not say it better. */
export interface Rule {
  readonly severity: 'error' | 'warning';
  readonly right: string;
}

const error = (right: string): Rule => ({ severity: 'error', right });
const warning = (right: string): Rule => ({ severity: 'warning', right });

/** Every rule by its id (docs/lint.md explains each). `guard:` is followed by the refused tactic. */
export const RULES: Readonly<Record<string, Rule>> = {
  yaml: error(
    'mend the writing: mostly indentation, a missing quote or a missing space after the colon',
  ),
  schema: error('write the keys and values as docs/scripts.md lists them'),
  missing: error('add the file, or take away what needs it'),
  name: error('name it in small letters, digits and dashes'),
  'unknown-file': error('put it where docs/lint.md says what is read, or keep it elsewhere'),
  fallback: error('name in fallback the category whose scripts serve; unknown is last'),
  coverage: error('add a script to unknown/ that listens to the trigger at that stage'),
  'stage-gap': warning(
    'add a script for that stage, or leave the stages around it to the fallback too',
  ),
  slot: error(
    'list in slots what the wording uses, use what is listed, and only what the trigger comes with',
  ),
  choice: error('add the words of the choice to choices in words.yaml of every language'),
  icu: error(
    'mend the braces: {slot} is a slot, and a brace that is meant as such stands in single quotes',
  ),
  locale: error('give every language the same entries'),
  topic: error(
    'give the topic phrases in topics.yaml of every language and a script on topic:<id>',
  ),
  statute: error(
    'cite an article of scripts/statutes that may be quoted, and let {law} stand in the wording',
  ),
  'law-not-in-force': error('cite an article that is in force on that day'),
  'law-repealed': error('leave the old law out; cite its successor through cites and {law}'),
  'law-unknown': error(
    'leave it out, or add the article to scripts/statutes word for word and cite it',
  ),
  'law-misquoted': error('quote word for word, best through cites and {law}'),
  'law-literal': error('name the article in cites and let {law} quote it'),
  'law-stated': error(
    'state no law: let {law} quote the article, or hand over to the legal colleague',
  ),
  'literal-figure': error('let a slot say it, as {total}, {day}, {room}, {staffHours}'),
  'literal-link': error('let {payLink} give the link'),
  'lock-screen': error('keep sums and words for debt out of the first line'),
  'gives-up': error(
    'next: another needs a script that can take over; next: person belongs to what we open ourselves',
  ),
  reminder: error('say the sum, the periods, how to pay, how to reach a person and how to stop'),
  'handoff-money': error('say who answers by when, and nothing of money'),
  strategy: error(
    'name a strategy of scripts/strategies.yaml, or add it there with its name in the literature',
  ),
  evidence: error(
    'name rows of scripts/evidence.yaml; evidence: [] says that nothing was measured',
  ),
  'refusal-example': error('mend the patterns or except, or the example'),
  empty: error('write what is to be said'),
  alike: warning(
    'say it in words of its own, so that households do not hear the same sentence again',
  ),
  'too-long': error('say it in fewer words'),
  guard: error(
    'say it without the refused tactic; scripts/README.md asks the questions to ask oneself',
  ),
};

const UNKNOWN: Rule = error('see docs/lint.md');

/** The rule of an id, as `guard:threat`. */
export function ruleOf(id: string): Rule {
  return RULES[id] ?? RULES[id.split(':')[0] ?? ''] ?? UNKNOWN;
}
