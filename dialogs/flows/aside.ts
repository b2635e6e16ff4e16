import type { Label } from '#domain/label.ts';
import { askAgain, mayReturn, repeatQuestion, speakOf } from './question.ts';
import { labelOf, reply } from './reply.ts';
import { confusedTimes } from './speak.ts';
import type { Effect, Turn } from './turn.ts';

/** What may be asked in the middle of an open question: it is answered, and the question comes again. */
const DIGRESSIONS: readonly Label[] = [
  'ask_amount',
  'ask_how_to_pay',
  'ask_invoice',
  'legal_question',
  'greeting',
  'billing_dispute',
];

/**
 * What is said beside the open question while its dialog goes on waiting where it is: a repair, an answer to something
 * else and the question again, or that the words were not understood. Null where the dialog has to give way.
 * The one place for this, whichever dialog waits.
 */
export function aside(turn: Turn): readonly Effect[] | null {
  const { question, confused } = turn.memory;
  const { heard } = turn;
  if (!question || !heard) return null;
  if (heard.repair === 'repeat') return [...confusedTimes(0), ...repeatQuestion(turn, question)];
  if (heard.repair === 'why') return [...confusedTimes(0), ...speakOf(turn, question, 'why')];
  if (heard.repair !== null) return null;
  const label = labelOf(turn);
  if (label === 'thanks_ok') return answered(turn);
  const digresses = DIGRESSIONS.includes(label) || heard.smallTalk || heard.asksBasis;
  if (digresses && !heard.abstained) {
    const answer = mayReturn(question) ? answered(turn) : null;
    return answer && [...answer, ...askAgain(turn, question)];
  }
  const unclear = heard.abstained || label === 'other';
  if (!unclear || confused > 0) return null;
  return [...confusedTimes(1), ...speakOf(turn, question, 'unclear')];
}

/** The answer as it would be given without a question open; null where it leads to another dialog. */
function answered(turn: Turn): readonly Effect[] | null {
  const [step] = reply.steps;
  const result = step?.({ ...turn, slots: {} });
  return result?.next.do === 'end' ? result.effects : null;
}

/** One gentle word where an open question was met with silence. */
export function followUp(turn: Turn): readonly Effect[] {
  const { question } = turn.memory;
  if (!question || question.followedUp) return [];
  return [
    ...speakOf(turn, question, 'later'),
    { do: 'remember', memory: { question: { ...question, followedUp: true } } },
  ];
}
