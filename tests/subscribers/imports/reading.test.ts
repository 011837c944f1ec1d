import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../src/subscribers/imports/decode-text.ts';
import { readCsv, type Row } from '../../../src/subscribers/imports/read-csv.ts';
import { readReaders, type ReadRow } from '../../../src/subscribers/imports/read-readers.ts';
import { inPieces, readCsvCases } from '../../support/csv-cases.ts';

const now = new Date('2026-11-01T12:00:00Z');
const ONE_BYTE = 1;

/** What comes piece by piece, together. */
async function gather<Item>(pieces: AsyncIterable<Item[]>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const piece of pieces) all.push(...piece);
  return all;
}

async function csvRows(bytes: Buffer, size?: number): Promise<Row[]> {
  return gather(readCsv(decodeText(inPieces(bytes, size))));
}

async function readers(text: string | Buffer, format: 'csv' | 'json-lines' = 'csv'): Promise<ReadRow[]> {
  return gather(readReaders(inPieces(Buffer.from(text)), format, now));
}

/** `line address "name"` of readers, `line kind reason` of the others. */
async function told(text: string | Buffer, format?: 'csv' | 'json-lines'): Promise<string[]> {
  return (await readers(text, format)).map((row) =>
    row.kind === 'reader'
      ? `${row.line} ${row.address.delivery} "${row.name}"`
      : `${row.line} ${row.kind} ${row.reason}`,
  );
}

describe('CSV as it comes (SEC-14)', () => {
  const cases = readCsvCases('cases.jsonl').filter(({ kind }) => kind === 'parse');

  test.each(cases)(
    '$id is read cell by cell, also when it arrives byte by byte',
    async ({ bytes, expect: wanted }) => {
      for (const size of [65_536, ONE_BYTE]) {
        const [header, ...rows] = (await csvRows(bytes, size)).map((row) =>
          'cells' in row ? row.cells : [],
        );
        const objects = rows.map((cells) =>
          Object.fromEntries(cells.map((cell, at) => [header?.[at], cell])),
        );
        expect(objects.map(normal)).toEqual(wanted.rows?.map(normal));
      }
    },
  );

  test.each([
    ['semicolons', 'email;name\na@example.org;Ann\n'],
    ['tabs', 'email\tname\na@example.org\tAnn\n'],
    ['a byte order mark', '\uFEFFemail,name\na@example.org,Ann\n'],
    ['CRLF', 'email,name\r\na@example.org,Ann\r\n'],
    ['the line ends of old Macs', 'email,name\ra@example.org,Ann\r'],
    ['no line end at all', 'email,name\na@example.org,Ann'],
    ['blanks around the cells and their quotes', ' Email , "Name" \n a@example.org , "Ann" \n'],
    ['separators within quotes', 'email,"name; of, person"\n"a@example.org",Ann\n'],
  ])('%s', async (_what, text) => {
    expect((await told(text))[0]).toMatch(/^2 a@example\.org "(Ann)?"$/);
  });

  test('a name with a line break does not shift the line numbers of those behind it', async () => {
    const text = 'email,notes\na@example.org,"one\ntwo\n\nthree"\n\nnonsense,\nb@example.org,"x"\n';
    expect(await told(text)).toEqual([
      '2 a@example.org ""',
      '7 refused This is not an email address that mail can be sent to.',
      '8 b@example.org ""',
    ]);
  });

  test('a quote that is never closed costs its own row only', async () => {
    const rest = Array.from({ length: 3000 }, (_, n) => `r${n}@example.org,Reader ${n}`);
    const found = await told(['email,name', 'a@example.org,"Ann', ...rest].join('\n'));
    expect(found[0]).toBe('2 refused A quote is opened in this row and not closed.');
    expect(found).toHaveLength(3001);
    expect(found[3000]).toBe('3002 r2999@example.org "Reader 2999"');
  });

  test('quotes that do not fit are refused rather than read as a wrong name', async () => {
    expect(await told('email,name\na@example.org,"An"n\nb@example.org,5\'10" tall\n')).toEqual([
      '2 refused The quotes in this row do not fit.',
      '3 b@example.org "5\'10" tall"',
    ]);
  });

  test('50 kB of hostile quotes are read in little time (SEC-16)', async () => {
    const began = performance.now();
    for (const line of ['"', '""', '"a', 'a"b"', '",', '"\t"'])
      await told(`email,name\n${`${line}\n`.repeat(50_000 / (line.length + 1))}`);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

function normal(row: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value.replaceAll('\r\n', '\n').trim()]),
  );
}

describe('Encodings', () => {
  const text = 'email,name\nzoe@example.org,Zoë Ñandú\n';

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-16 little-endian', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 big-endian', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['Windows-1252', Buffer.from(text, 'latin1')],
  ])('%s gives right names, whatever the pieces', async (_name, bytes) => {
    for (const size of [65_536, 7, ONE_BYTE]) {
      const rows = await gather(readReaders(inPieces(bytes, size), 'csv', now));
      expect(rows).toEqual([expect.objectContaining({ line: 2, name: 'Zoë Ñandú' })]);
    }
  });

  test('a file that mixes UTF-8 with another encoding is refused as a whole', async () => {
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from('b@example.org,Zo\xeb\n', 'latin1')]);
    await expect(gather(readReaders(inPieces(bytes, 30), 'csv', now))).rejects.toThrow(
      'mixes UTF-8 with another encoding',
    );
  });

  test('a workbook is refused with advice', async () => {
    await expect(readers(Buffer.from('PK\u0003\u0004....'))).rejects.toThrow('Save the list as CSV');
  });
});

describe('What the columns say', () => {
  test.each(readCsvCases('headers.jsonl'))(
    '$id: who left there is not taken in',
    async ({ bytes, expect: wanted }) => {
      const rows = await readers(bytes);
      const mailable = rows.flatMap((row) => (row.kind === 'reader' ? [row.address.key] : []));
      expect(mailable).toEqual(wanted.mailable);
      const skipped = rows.flatMap((row) => (row.kind === 'skipped' ? [row.email] : []));
      expect(skipped).toEqual(wanted.not_mailable ?? []);
      for (const { email, name, first_name, last_name } of wanted.contains ?? [])
        expect(rows).toContainEqual(
          expect.objectContaining({
            address: expect.objectContaining({ key: email }),
            name: name ?? `${first_name} ${last_name}`,
          }),
        );
    },
  );

  test.each(readCsvCases('cases.jsonl').filter(({ kind }) => kind === 'import'))(
    '$id',
    async ({ bytes, expect: wanted }) => {
      const rows = await readers(bytes);
      expect(rows).toHaveLength(wanted.imported ?? 0);
      for (const { email, name } of wanted.contains ?? [])
        expect(rows).toContainEqual(
          expect.objectContaining({ address: expect.objectContaining({ key: email }), name: name ?? '' }),
        );
    },
  );

  test.each(['unsubscribed', 'unreachable', 'cleaned', 'bounced', 'unconfirmed', 'something new'])(
    'a status of %s keeps a row out, as does one that is cut off',
    async (status) => {
      expect(
        await told(`email,status\na@example.org,${status}\nb@example.org\nc@example.org,ACTIVE\n`),
      ).toEqual([
        `2 skipped The file says so: status is "${status}".`,
        '3 skipped The file says so: status is missing.',
        '4 c@example.org ""',
      ]);
    },
  );

  test('the moment of consent is taken from the row, unless it lies in the future', async () => {
    const rows = await readers(
      'email,OPTIN_TIME,CONFIRM_TIME\na@example.org,2024-01-01,2024-02-01 09:10:11\nb@example.org,2024-03-24 10:23:10 UTC,\nc@example.org,2999-01-01,\nd@example.org,2024-02-01T00:00:00+02:00,\n',
    );
    expect(rows.map((row) => (row.kind === 'reader' ? row.consentedAt?.toISOString() : ''))).toEqual([
      '2024-02-01T09:10:11.000Z',
      '2024-03-24T10:23:10.000Z',
      undefined,
      '2024-01-31T22:00:00.000Z',
    ]);
  });

  test('a list of bare addresses needs no heading; a list without addresses is refused with advice', async () => {
    expect(await told('a@example.org\nb@example.org\n')).toEqual([
      '1 a@example.org ""',
      '2 b@example.org ""',
    ]);
    await expect(told('who,what\nAnn,reader\n')).rejects.toThrow('No column is named "email"');
    expect(await told('')).toEqual([]);
  });

  test('rows that cannot be mailed are refused by line', async () => {
    const long = `${'x'.repeat(250)}@example.org`;
    expect(
      await told(
        `email,name\n,Ann\nnonsense,Ann\n${long},Ann\nAnn <a@example.org>,Ann\nb@example.org,"An\nn"\nc@example.org,An\u0007n\nd@example.org,${'n'.repeat(101)}\ne@example.org,Ann,more\nÖ@example.org,Ann\n`,
      ),
    ).toEqual([
      '2 refused The address is missing.',
      '3 refused This is not an email address that mail can be sent to.',
      '4 refused The address has more than 254 characters.',
      '5 refused This is not an email address that mail can be sent to.',
      '6 refused The name has line breaks or control characters in it.',
      '8 refused The name has line breaks or control characters in it.',
      '9 refused The name has more than 100 characters.',
      '10 refused This row has more cells than the first one.',
      '11 refused This is not an email address that mail can be sent to.',
    ]);
  });

  test('JSON lines follow the same rules', async () => {
    const lines = [
      '{"email":"a@example.org","name":"Ann"}',
      '',
      '{"Email Address":"b@example.org","First Name":"Bo","Last Name":"Li"}',
      'not json',
      '["c@example.org"]',
      '{"name":"nobody"}',
      '{"email":"d@example.org","status":"unsubscribed"}',
      '{"email":["e@example.org"]}',
    ];
    expect(await told(lines.join('\r\n'), 'json-lines')).toEqual([
      '1 a@example.org "Ann"',
      '3 b@example.org "Bo Li"',
      '4 refused This line is not a JSON object.',
      '5 refused This line is not a JSON object.',
      '6 refused The address is missing.',
      '7 skipped The file says so: status is "unsubscribed".',
      '8 refused The address is missing.',
    ]);
  });
});
