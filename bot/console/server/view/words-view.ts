import { readFacts } from '#accounts/facts.ts';
import type { Content } from '#content/load.ts';
import { UNKNOWN } from '#flows/speak.ts';
import { accountView, baseSlots } from '#flows/account.ts';
import type { Facts } from '#domain/facts.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import { dateAt } from '#domain/zone.ts';
import { chooseScript } from '#policy/choose-script.ts';
import { listenerOf } from '#policy/listener.ts';
import { presentStage } from '#policy/stage.ts';
import { topicsOf } from '#policy/topic.ts';
import type { Conversation } from '#ports/store/conversations.ts';
import type { Tx } from '#ports/store/store.ts';
import { filledReplies, localeOf } from '#turn/canned-reply.ts';
import { guardStaffText } from '#turn/staff-text.ts';
import type { ReadyWords } from '../../inbox-api.ts';

type Suggestion = ReadyWords['suggested'][number];

/** How many suggestions a colleague is shown; more is a list to search, not a help. */
const MOST = 3;

/** What a colleague may pick here: canned replies with this resident's facts, and what the scripts would say. */
export async function readyWords(
  tx: Tx,
  content: Content,
  found: Conversation,
  now: Instant,
): Promise<ReadyWords> {
  const facts = await readFacts(tx, found, now);
  const today = dateAt(now, facts.estate.timezone);
  const canned = filledReplies(content, facts, today).map((one) => ({
    ...one,
    missing: [...one.missing],
  }));
  const triggers = await triggersOf(tx, content, found);
  return { canned, suggested: suggestions(content, facts, found, triggers, today) };
}

/** What the resident's last words ask to be answered: the articles of law they touch first, then what they were understood as. */
async function triggersOf(tx: Tx, { catalogue }: Content, found: Conversation): Promise<string[]> {
  const heard = await tx.inbox.of(found.id);
  const last = heard.at(-1);
  if (!last) return [];
  const labels = heard.flatMap(({ label }) => label ?? []);
  const handoff = await tx.handoffs.open(found.id);
  return [
    ...topicsOf(last.text, catalogue.topics).map((topic) => `topic:${topic}`),
    ...labels.slice(-1).map((label) => `label:${label}`),
    ...(handoff ? [`handoff:${handoff.reason}`] : []),
  ];
}

function suggestions(
  content: Content,
  facts: Facts,
  { category }: Conversation,
  triggers: readonly string[],
  today: LocalDate,
): Suggestion[] {
  const { catalogue } = content;
  const locale = localeOf(facts);
  const slots = baseSlots({ facts, today });
  const made = new Map<string, Suggestion>();
  for (const trigger of triggers) {
    const choice = chooseScript(catalogue, {
      category: category ?? UNKNOWN,
      stage: presentStage(facts, today) ?? 'courtesy',
      trigger,
      account: accountView({ facts, today }),
      locale,
      listener: listenerOf(facts),
      heard: facts.home?.heard ?? facts.heard,
    });
    // Numbered choices mean something to the bot alone.
    const isMenu = choice && (catalogue.scripts.get(choice.script)?.choices.length ?? 0) > 0;
    if (!choice || isMenu) continue;
    const rendered = content.render({ ...choice, locale, introduce: false, slots }, today);
    if (!rendered.ok) continue;
    const { text, known, citations } = rendered.wording;
    if (guardStaffText(content, text, today).length > 0) continue;
    const { script } = choice;
    made.set(text, { text, script, trigger, facts: [...known], citations: [...citations] });
  }
  return [...made.values()].slice(0, MOST);
}
