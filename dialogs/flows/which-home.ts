import { LABELS, type Label } from '#domain/label.ts';
import { DAY_MS } from '#domain/time.ts';
import { confusedTimes, speak } from './speak.ts';
import { type Effect, type Flow, type Turn, end, wait } from './turn.ts';

/** What is said of one home and not of another. */
const OF_A_HOME: readonly Label[] = [
  'ask_amount',
  'ask_how_to_pay',
  'ask_invoice',
  'promise',
  'paid_claim',
  'billing_dispute',
  'hardship',
  'instalment_request',
];

interface Home {
  readonly id: string;
  readonly room: string;
}

/** The homes of who is writing, by room; one where there are no others. */
export function homesOf({ facts }: Pick<Turn, 'facts'>): Home[] {
  const others = (facts.otherHomes ?? []).map(({ householdId, room }) => ({
    id: householdId,
    room,
  }));
  const own = facts.home ? [{ id: facts.home.household.id, room: facts.home.household.room }] : [];
  return [...own, ...others].toSorted((a, b) => a.room.localeCompare(b.room, 'en'));
}

/** The home that was named, where it is one of several. */
function named(turn: Turn): Home | undefined {
  const { choice = null, rooms = [] } = turn.heard ?? {};
  const homes = homesOf(turn);
  return homes.find(({ room }) => rooms.includes(room)) ?? (choice ? homes[choice - 1] : undefined);
}

function choose({ id }: Home, label: Label | null): Effect[] {
  return [
    { do: 'choose-home', householdId: id, label },
    { do: 'remember', memory: { home: id } },
  ];
}

/** Where it matters which of several homes is meant: takes the one that was named, or says that it has to be asked. */
export function homeMeant(turn: Turn, label: Label): 'clear' | 'ask' | readonly Effect[] {
  const homes = homesOf(turn);
  if (homes.length < 2) return 'clear';
  const present = turn.facts.home?.household.id;
  const room = homes.find((home) => turn.heard?.rooms.includes(home.room) === true);
  if (room) return room.id === present ? 'clear' : choose(room, label);
  return turn.memory.home === present || !OF_A_HOME.includes(label) ? 'clear' : 'ask';
}

/** Asks which of several homes is meant; the answer holds for the conversation. */
export const whichHome: Flow = {
  id: 'which-home',
  takes: (turn) => named(turn) !== undefined,
  steps: [
    (turn) => {
      const homes = homesOf(turn);
      const list = homes.map(({ room }, n) => `${n + 1}. ${room}`).join('\n');
      const routes = homes.map(({ id }) => id);
      return wait(turn.slots, speak(turn, 'home:which', { homes: { kind: 'text', value: list } }), [
        { do: 'remember', memory: { menu: { routes, expiresAt: turn.now + DAY_MS } } },
      ]);
    },
    (turn) => {
      const home = named(turn);
      const label = LABELS.find((one) => one === turn.slots['label']) ?? null;
      return end(confusedTimes(0), home ? choose(home, label) : []);
    },
  ],
};
