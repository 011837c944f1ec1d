import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTestDatabase } from './support/database/database.ts';

const src = path.resolve('src');

const readme = readFileSync(path.join(src, 'README.md'), 'utf8');

/** The rows of the table under a heading of src/README.md: the names in each cell, or its words where it has none. */
function table(heading: string): string[][][] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.match(/(?<=`)[^`\s,]+(?=`)|every room/g) ?? []),
  );
}

const ROWS = table('Who may import whom').flatMap(([folders = [], targets = []]) =>
  folders.map((folder) => [folder, targets] as const),
);
/** A folder with a front door. */
const ROOMS = ROWS.map(([folder]) => folder).filter((folder) =>
  existsSync(path.join(src, folder, 'index.ts')),
);
/** Folder (or top file) → the folders it may import from. */
const MAY_IMPORT: Record<string, string[] | undefined> = Object.fromEntries(
  ROWS.map(([folder, targets]) => [
    folder,
    targets.flatMap((target) => (target === 'every room' ? ROOMS : [target])),
  ]),
);

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
  sharp: /^media\//,
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
  const folders = [...new Set(files.map(folderOf))];
  expect(folders.filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
  expect(Object.keys(MAY_IMPORT).filter((folder) => !folders.includes(folder))).toEqual([]);
});

test('Imports go one way only, as the table of src/README.md has it', () => {
  const broken = own.filter(({ from, to }) => {
    const [source, target] = [folderOf(from), folderOf(to)];
    return source !== target && !MAY_IMPORT[source]?.includes(target);
  });
  expect(broken).toEqual([]);
});

test('From outside, a capability is entered by its front door only', () => {
  const broken = own.filter(({ from, to }) => {
    const target = folderOf(to);
    return folderOf(from) !== target && ROOMS.includes(target) && to !== `${target}/index.ts`;
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

describe('Each table has one room that writes it, and named rooms that read it', () => {
  /** These carry rows between databases, or look at everything and change nothing. */
  const MAY_WRITE_ALL = new Set(['backups']);
  const MAY_READ_ALL = new Set(['backups', 'reports']);
  const OWNERS = new Map(
    table('Who reads and writes whose tables').flatMap(([names = [], [room = ''] = [], readers = []]) =>
      names.map((name) => [name, { room, readers }] as const),
    ),
  );
  const VERBS = /\b(insert into|update|delete from|truncate|lock table|from|join|using)\s+([a-z_]+)/g;
  const uses = files.flatMap((file) => {
    const text = readFileSync(path.join(src, file), 'utf8').replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '');
    return [...text.matchAll(VERBS)].map(([, verb = '', name = '']) => ({
      file,
      room: folderOf(file),
      name,
      writes: !['from', 'join', 'using'].includes(verb),
    }));
  });

  test('and every table of the database has a row', async () => {
    const { db } = await createTestDatabase();
    const { rows } = await db.raw<{ rows: { name: string }[] }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename not in
         (select relid::regclass::text from pg_partition_tree('messages') where relid <> 'messages'::regclass)`,
    );
    const names = rows.map(({ name }) => name).filter((name) => !name.startsWith('migrations'));
    expect(names.filter((name) => !OWNERS.has(name))).toEqual([]);
    expect([...OWNERS.keys()].filter((name) => !names.includes(name))).toEqual([]);
  });

  test('and the reader of statements sees those it is meant to judge', () => {
    expect(uses).toContainEqual(expect.objectContaining({ name: 'send_batches', writes: true }));
    expect(new Set(uses.map(({ name }) => name)).size).toBeGreaterThan(OWNERS.size - 5);
  });

  test('and nobody else writes it', () => {
    const broken = uses.filter(({ name, room, writes }) => {
      const owner = OWNERS.get(name)?.room;
      return writes && owner !== undefined && owner !== room && !MAY_WRITE_ALL.has(room);
    });
    expect(broken).toEqual([]);
  });

  test('and nobody reads it whom the table does not name', () => {
    const broken = uses.filter(({ name, room, writes }) => {
      const owner = OWNERS.get(name);
      return (
        !writes && owner && owner.room !== room && !owner.readers.includes(room) && !MAY_READ_ALL.has(room)
      );
    });
    expect(broken).toEqual([]);
  });

  test('and nobody is named who does not read it', () => {
    const idle = [...OWNERS].flatMap(([name, { readers }]) =>
      readers
        .filter((room) => !uses.some((use) => use.name === name && use.room === room && !use.writes))
        .map((room) => `${room} → ${name}`),
    );
    expect(idle).toEqual([]);
  });
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
