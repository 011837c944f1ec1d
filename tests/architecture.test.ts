import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const src = path.resolve('src');

/** The import table of src/README.md: folder (or top file) → the folders it may import from. */
const MAY_IMPORT: Record<string, string[]> = {
  platform: ['migrations'],
  publications: ['platform'],
  accounts: ['platform'],
  words: ['platform'],
  emails: ['platform', 'words'],
  'sender-domains': ['platform'],
  mailers: ['platform', 'sender-domains'],
  transports: ['platform', 'sender-domains', 'mailers'],
  delivery: ['platform', 'mailers', 'transports'],
  articles: ['platform', 'alerts'],
  reports: ['platform'],
  subscribers: ['platform', 'publications', 'emails', 'mailers', 'transports', 'delivery', 'alerts'],
  alerts: ['platform', 'publications', 'accounts', 'emails'],
  notices: ['platform', 'publications', 'accounts', 'emails'],
  'set-up': ['platform', 'publications', 'accounts', 'articles'],
  sends: [
    'platform',
    'publications',
    'subscribers',
    'articles',
    'emails',
    'mailers',
    'transports',
    'delivery',
    'alerts',
  ],
  backups: ['platform', 'publications', 'subscribers', 'alerts', 'sends'],
};
const CAPABILITIES = Object.keys(MAY_IMPORT).filter((folder) => folder !== 'platform');
const SURFACE = ['platform', ...CAPABILITIES];
Object.assign(MAY_IMPORT, {
  web: SURFACE,
  demo: SURFACE,
  cli: [...SURFACE, 'open-app.ts', 'main.ts', 'demo', 'web'],
  'open-app.ts': SURFACE,
  'schedule.ts': [...SURFACE, 'web'],
  'main.ts': [...SURFACE, 'open-app.ts', 'web', 'schedule.ts'],
  'cli.ts': ['platform', 'cli'],
});

/** The one home of each library that should not spread. */
const HOMES: Record<string, RegExp> = {
  express: /^web\//,
  preact: /^web\//,
  'preact-render-to-string': /^web\//,
  knex: /^platform\//,
  nodemailer: /^mailers\//,
  mailauth: /^sender-domains\//,
  mjml: /^emails\//,
  liquidjs: /^emails\//,
  marked: /^emails\//,
  'node-cron': /^schedule\.ts$/,
  'pg-boss': /^platform\/jobs\//,
  undici: /^platform\//,
  feedsmith: /^articles\//,
  commander: /^cli(\.ts|\/)/,
};

interface Import {
  from: string;
  to: string;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(path.join(src, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
  );
  return [...found].map(([, from, dynamic, bare]) => ({ from: file, to: from ?? dynamic ?? bare ?? '' }));
});
const own = imports
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to }) => ({ from, to: path.relative(src, path.resolve(src, path.dirname(from), to)) }));

const folderOf = (file: string) => (file.startsWith('..') ? file.split('/')[1] : file.split('/')[0]) ?? '';

test('The import reader sees the imports it is meant to judge', () => {
  expect(own.length).toBeGreaterThan(files.length);
  expect(own).toContainEqual({ from: 'platform/migrate.ts', to: '../migrations/index.ts' });
});

test('Every folder and top file has a row in the import table', () => {
  expect([...new Set(files.map(folderOf))].filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
});

test('Imports go one way only: the table of src/README.md', () => {
  const broken = own.filter(({ from, to }) => {
    const [source, target] = [folderOf(from), folderOf(to)];
    return source !== target && !MAY_IMPORT[source]?.includes(target);
  });
  expect(broken).toEqual([]);
});

test('From outside, a capability is entered by its front door only', () => {
  const broken = own.filter(({ from, to }) => {
    const target = folderOf(to);
    return folderOf(from) !== target && CAPABILITIES.includes(target) && to !== `${target}/index.ts`;
  });
  expect(broken).toEqual([]);
});

test('Each library has one home', () => {
  const broken = imports.filter(({ from, to }) => {
    const library = Object.keys(HOMES).find((name) => to === name || to.startsWith(`${name}/`));
    return library !== undefined && !HOMES[library]?.test(from);
  });
  expect(broken).toEqual([]);
});

test('Nothing imports in a circle', () => {
  const edges = Map.groupBy(own, ({ from }) => from);
  const done = new Set<string>();
  const circles: string[][] = [];
  const visit = (file: string, trail: string[]) => {
    if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file]);
    if (done.has(file) || trail.includes(file)) return;
    for (const { to } of edges.get(file) ?? []) visit(to, [...trail, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

describe('The environment and the database stay behind their doors', () => {
  const filesWith = (pattern: RegExp) =>
    files.filter((file) => pattern.test(readFileSync(path.join(src, file), 'utf8')));

  test('process.env is read where the program starts and nowhere else', () => {
    const allowed = /^(platform\/config\.ts|platform\/postgres\/run\.ts|cli\/|main\.ts)/;
    expect(filesWith(/process\.env/).filter((file) => !allowed.test(file))).toEqual([]);
  });

  test('SQL is written in queries files only', () => {
    const allowed = /^platform\/|queries(-[a-z]+)*\.ts$|-queries\.ts$|^web\/(health|api\/idempotency)\.ts$/;
    const statement = /\.raw\(|\b(firstRow|rows|changedRows)(<[^(]*>)?\(\s*(app\.)?db\b/;
    expect(filesWith(statement).filter((file) => !allowed.test(file))).toEqual([]);
  });

  test('Raw HTML is never put into a page (SEC-12)', () => {
    expect(filesWith(/dangerouslySetInnerHTML/)).toEqual([]);
  });
});
