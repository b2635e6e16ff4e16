// The floors of docs/architecture.md: a file imports its own room or a lower floor, never another room beside it.
const FLOORS = [
  ['dialogs/domain'],
  ['dialogs/policy', 'dialogs/content'],
  ['dialogs/flows'],
  ['bot/ports', 'bot/errors.ts'],
  ['bot/settings.ts'],
  ['bot/perception', 'bot/ledger', 'bot/handoff', 'bot/accounts', 'bot/wording'],
  ['bot/turn', 'bot/waves', 'bot/papers', 'bot/rights', 'bot/group'],
  ['bot/channels', 'bot/store', 'bot/console'],
  ['bot/commands', 'bot/service.ts'],
];

const at = (paths) => `^(${paths.join('|')})`.replaceAll('.', '\\.');

const forbidden = [
  {
    name: 'no-cycles',
    comment: 'A cycle, even of types, means that two things are one or that a third is missing.',
    severity: 'error',
    from: { path: '^(bot|dialogs)' },
    to: { circular: true },
  },
  {
    name: 'channels-and-store-know-ports-only',
    severity: 'error',
    from: { path: '^bot/(channels|store)' },
    to: {
      path: '^(bot|dialogs)/',
      pathNot: '^(bot/(channels|store|ports)/|bot/errors\\.ts|dialogs/domain/)',
    },
  },
  {
    name: 'pages-know-the-contract-only',
    severity: 'error',
    from: { path: '^bot/console/web' },
    to: {
      path: '^(bot|dialogs)/',
      pathNot: '^bot/console/(web/|[a-z-]*api\\.ts)',
    },
  },
  {
    name: 'wechaty-in-channels',
    severity: 'error',
    from: { pathNot: '^bot/channels/' },
    to: { path: 'node_modules/wechaty' },
  },
  {
    name: 'databases-in-store',
    severity: 'error',
    from: { pathNot: '^bot/store/' },
    to: { path: 'node_modules/(kysely|pg|keyv)/' },
  },
  {
    name: 'openai-behind-the-port',
    severity: 'error',
    from: { pathNot: '^bot/perception/language-model/' },
    to: { path: 'node_modules/openai' },
  },
  {
    name: 'bot-framework-behind-the-seam',
    severity: 'error',
    from: { pathNot: '^(bot/turn/|dialogs/flows/main-dialog\\.ts|bot/commands/bench/)' },
    to: { path: 'node_modules/botbuilder' },
  },
];

FLOORS.forEach((rooms, floor) => {
  const above = FLOORS.slice(floor + 1).flat();
  if (above.length > 0) {
    forbidden.push({
      name: `floor-${floor}-looks-down-only`,
      severity: 'error',
      from: { path: at(rooms) },
      to: { path: at(above) },
    });
  }
  for (const room of rooms) {
    const others = rooms.filter((other) => other !== room);
    if (others.length === 0 || floor === FLOORS.length - 1) continue;
    forbidden.push({
      name: `${room.replaceAll('/', '-')}-knows-no-neighbour`,
      severity: 'error',
      from: { path: at([room]) },
      to: { path: at(others) },
    });
  }
});

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'bot/console/web/dist' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
};
