// Who may import whom. The house is drawn in README.md; test/architecture plants a forbidden import and sees it caught.

const domains = 'staff|customers|queue|counter|stations|calendar|archive|access-log|notices|satisfaction|complaints|cases|summary|sync|printing';
/** Files of a domain that hold a rule: everything that is not a schema, a store, an edge or a worker. */
const rule = `^main/(${domains})/(?!.*-(schema|store|api|worker)\\.ts$)`;

/**
 * Domains that use another one, each only through its store's exported functions (and the schema, for references).
 * A new pair is a decision: add it here.
 */
export const allowedNeighbours = {
  counter: ['queue', 'customers'],
  // Appointments: whose visit it was, and the days and hours on which the hall is open.
  queue: ['staff', 'stations', 'notices', 'counter', 'customers', 'calendar', 'complaints'],
  notices: ['staff'],
  stations: ['queue'],
  satisfaction: ['counter', 'queue', 'stations', 'staff', 'customers', 'complaints'],
  customers: ['access-log'],
  archive: ['access-log', 'customers', 'counter', 'queue', 'staff', 'calendar', 'complaints'],
  'access-log': ['staff', 'stations', 'customers', 'counter', 'calendar', 'queue'],
  complaints: ['calendar', 'access-log', 'customers', 'counter', 'queue', 'staff'],
  cases: ['complaints', 'staff', 'access-log'],
  summary: ['queue', 'counter', 'complaints', 'satisfaction', 'access-log', 'archive', 'cases', 'calendar', 'sync', 'printing'],
  printing: ['queue', 'notices', 'counter'],
  // Directives change what other domains own, each through its store.
  sync: ['queue', 'staff', 'calendar', 'notices', 'complaints', 'access-log', 'archive', 'customers', 'cases'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'shared-stands-alone', severity: 'error', from: { path: '^shared/' }, to: { pathNot: '^(shared/|node_modules/(zod|@orpc/(contract|client))/)' } },
    { name: 'renderer-never-imports-main', severity: 'error', from: { path: '^renderer/' }, to: { path: '^main/' } },
    { name: 'main-never-imports-renderer', severity: 'error', from: { path: '^main/' }, to: { path: '^renderer/' } },
    {
      name: 'renderer-domains-do-not-know-each-other', severity: 'error',
      from: { path: '^renderer/(?!app/|components/|hooks/|locales/)([^/]+)/' },
      to: { path: '^renderer/(?!components/|hooks/|locales/)([^/]+)/', pathNot: '^renderer/$1/' },
    },
    { name: 'renderer-parts-do-not-know-pages', severity: 'error', from: { path: '^renderer/(components|hooks)/' }, to: { path: '^renderer/(?!components/|hooks/|locales/)[^/]+/' } },
    { name: 'shell-knows-no-business', severity: 'error', from: { path: '^main/shell/' }, to: { path: `^main/(database|branch|${domains})/` } },
    {
      name: 'electron-only-at-the-entry', severity: 'error',
      from: { pathNot: '^main/(index|shell/preload)\\.ts$' }, to: { path: 'node_modules/electron/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-electron-below-the-shell', severity: 'error', from: { path: `^(main/(database|branch|${domains})/|main/branch\\.ts|shared/|renderer/)` }, to: { path: 'node_modules/electron/' } },
    { name: 'sqlite3-behind-the-database', severity: 'error', from: { pathNot: '^main/database/' }, to: { path: 'node_modules/sqlite3/' } },
    {
      name: 'rules-are-pure', severity: 'error',
      from: { path: rule },
      to: { path: `^main/(${domains})/.*-(store|schema|api)\\.ts$|^main/(database|branch|shell)/`, dependencyTypesNot: ['type-only'] },
    },
    { name: 'stores-know-only-their-tables', severity: 'error', from: { path: `^main/(${domains})/.*-store\\.ts$` }, to: { path: '^main/.*-api\\.ts$' } },
    { name: 'database-knows-no-domain', severity: 'error', from: { path: '^main/database/' }, to: { path: `^main/(branch|shell|${domains})/` } },
    {
      // It makes its tables like the branch's, counts its migrations, and shares rules; it has no SQLite and no edge of a branch.
      name: 'headquarters-takes-schemas-and-rules', severity: 'error',
      from: { path: '^main/headquarters/' }, to: { path: `^main/(database/(?!(migrations|row-key)\\.ts$)|shell/)|^main/(${domains})/.*-(store|api|worker)\\.ts$` },
    },
    { name: 'nothing-imports-headquarters', severity: 'error', from: { path: '^main/(?!headquarters/|headquarters\\.ts$)' }, to: { path: '^main/headquarters/' } },
    ...domains.split('|').map(domain => ({
      name: `${domain}-through-its-store`, severity: 'error',
      from: { path: `^main/(?!${domain}/)(${domains})/`, pathNot: `^main/(${[domain, ...usersOf(domain)].join('|')})/` },
      to: { path: `^main/${domain}/` },
    })),
    { name: 'neighbours-only-through-stores', severity: 'error', from: { path: `^main/(${domains})/` }, to: { path: `^main/(${domains})/`, pathNot: ['^main/$1/', '-(store|schema)\\.ts$'] } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};

function usersOf(domain) {
  return Object.keys(allowedNeighbours).filter(user => allowedNeighbours[user].includes(domain));
}
