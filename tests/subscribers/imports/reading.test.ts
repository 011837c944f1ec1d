import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../src/subscribers/imports/decode-text.ts';
import { says } from '../../../src/words/index.ts';
import { readCsv, type Row } from '../../../src/subscribers/imports/read-csv.ts';
import type { ReadRow } from '../../../src/subscribers/imports/judge-row.ts';
import { readReaders } from '../../../src/subscribers/imports/read-readers.ts';
import type { Reading } from '../../../src/subscribers/imports/import.ts';
import { inPieces, readCsvCases } from '../../support/readers/csv-cases.ts';
import { processorMsOf } from '../../support/app/processor-time.ts';

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

const reading: Reading = { format: 'csv', choices: { ignored: [], mapped: [] }, topics: [], now };

async function readers(text: string | Buffer, how: Partial<Reading> = {}): Promise<ReadRow[]> {
  return gather(readReaders(inPieces(Buffer.from(text)), { ...reading, ...how }));
}

/** `line address "name"` of readers, `line kind reason` of the others. */
async function told(text: string | Buffer, how?: Partial<Reading>): Promise<string[]> {
  return (await readers(text, how)).map((row) =>
    row.kind === 'reader'
      ? `${row.line} ${row.address.delivery} "${row.name}"`
      : `${row.line} ${row.kind} ${says(row.reason)}`,
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
    ['separators within quotes', 'email,"city; or, country"\n"a@example.org",Ann\n'],
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
    const spent = await processorMsOf(async () => {
      for (const line of ['"', '""', '"a', 'a"b"', '",', '"\t"'])
        await told(`email,name\n${`${line}\n`.repeat(50_000 / (line.length + 1))}`);
    });
    expect(spent).toBeLessThan(2000);
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
      const rows = await gather(readReaders(inPieces(bytes, size), reading));
      expect(rows).toEqual([expect.objectContaining({ line: 2, name: 'Zoë Ñandú' })]);
    }
  });

  test('a file that mixes UTF-8 with another encoding is refused as a whole', async () => {
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from('b@example.org,Zo\xeb\n', 'latin1')]);
    await expect(gather(readReaders(inPieces(bytes, 30), reading))).rejects.toThrow(
      'mixes UTF-8 with another encoding',
    );
  });

  test('a workbook is refused with advice', async () => {
    await expect(readers(Buffer.from('PK\u0003\u0004....'))).rejects.toThrow('save the list as CSV');
  });
});

describe('What the columns say', () => {
  test.each(readCsvCases('headers.jsonl'))(
    '$id: who left there is not taken in',
    async ({ id, bytes, expect: wanted }) => {
      // listmonk's heading alone does not say who reads.
      const rows = await readers(bytes, {
        choices: { ignored: id === 'headers/listmonk' ? ['uuid'] : [], mapped: [] },
      });
      const mailable = rows.flatMap((row) => (row.kind === 'reader' ? [row.address.key] : []));
      expect(mailable).toEqual(wanted.mailable);
      const out = rows.flatMap((row) => (row.kind === 'out' ? [row.address.key] : []));
      expect(out).toEqual(wanted.not_mailable ?? []);
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
        `2 out ${status === 'something new' ? 'What it means is not known' : 'The file says so'}: status is "${status}".`,
        '3 out The file says so: status is missing.',
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
        `email,name\n,Ann\nnonsense,Ann\n${long},Ann\nd@example.org,${'n'.repeat(101)}\ne@example.org,Ann,more\nÖ@example.org,Ann\n`,
      ),
    ).toEqual([
      '2 refused The address is missing.',
      '3 refused This is not an email address that mail can be sent to.',
      '4 refused The address has more than 254 characters.',
      '5 refused The name has more than 100 characters.',
      '6 refused This row has more cells than the first one.',
      '7 refused This is not an email address that mail can be sent to.',
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
    expect(await told(lines.join('\r\n'), { format: 'json-lines' })).toEqual([
      '1 a@example.org "Ann"',
      '3 b@example.org "Bo Li"',
      '4 refused This line is not a JSON object.',
      '5 refused This line is not a JSON object.',
      '6 refused The address is missing.',
      '7 out The file says so: status is "unsubscribed".',
      // Whether this one reads is not said, while others say it.
      '8 out The file says so: status is missing.',
    ]);
  });
});

describe('Names', () => {
  test.each([
    ['tabs and line breaks are blanks', '"Vic\tVale\nof  Ryde"', 'Vic Vale of Ryde'],
    ['signs that nobody sees are taken out', 'An\u0007n\u0000 \ufeffLee', 'Ann Lee'],
    ['the apostrophe that guards formulas goes', "'=Dov+1", '=Dov+1'],
    ['so it does before plus, minus and at', "'-Rosa", '-Rosa'],
    ['any other apostrophe stays', "'s Gravenhage", "'s Gravenhage"],
  ])('%s', async (_what, cell, name) => {
    expect(await readers(`email,name\na@example.org,${cell}\n`)).toMatchObject([{ kind: 'reader', name }]);
  });

  test('half a character of UTF-16 is taken out', async () => {
    const text = '{"email":"a@example.org","name":"An\\ud83dn"}\n';
    expect(await readers(text)).toMatchObject([{ name: 'Ann' }]);
  });

  test.each([
    ['email,first_name,last_name', 'a@example.org,Ann,Lee', 'Ann Lee'],
    ['email,Prénom,Nom', 'a@example.org,Ann,Lee', 'Ann Lee'],
    ['email,Name,Surname', 'a@example.org,Ann,Lee', 'Ann Lee'],
    ['email,Nombre,Apellidos', 'a@example.org,Ann,Lee', 'Ann Lee'],
    ['email,Vorname,Nachname,Name', 'a@example.org,Ann,Lee,', 'Ann Lee'],
    ['email,name,First Name,Last Name', 'a@example.org,Dr. Ann Lee,Ann,Lee', 'Dr. Ann Lee'],
  ])('%s gives one name', async (heading, row, name) => {
    expect(await readers(`${heading}\n${row}\n`)).toMatchObject([{ kind: 'reader', name }]);
  });

  test('lines of names and addresses are read, whatever is in the names', async () => {
    expect(
      await told(
        'Ann Lee <a@example.org>\nDray, Cleo "CD" <c@example.org>\nd@example.org\nQuin <Q> <q@example.org>\nTess @ Home <t@example.org>\n"Moe, X" <m@example.org>,\nnobody\n',
      ),
    ).toEqual([
      '1 a@example.org "Ann Lee"',
      '2 c@example.org "Dray, Cleo "CD""',
      '3 d@example.org ""',
      '4 q@example.org "Quin <Q>"',
      '5 t@example.org "Tess @ Home"',
      '6 m@example.org "Moe, X"',
      '7 refused This is not an email address that mail can be sent to.',
    ]);
    expect(await told('name,email\n,"Ann Lee <a@example.org>"\nBo,mailto:b@example.org\n')).toEqual([
      '2 a@example.org "Ann Lee"',
      '3 b@example.org "Bo"',
    ]);
  });
});

describe('Files as programs write them', () => {
  test.each([
    [
      'a first line for Excel that tells the separator',
      'sep=;\nemail;name\na@example.org;Ann\n',
      '3 a@example.org "Ann"',
    ],
    ['bars', 'email|name\na@example.org|Ann\n', '2 a@example.org "Ann"'],
    ['JSON lines that are called CSV', '{"email":"a@example.org","name":"Ann"}\n', '1 a@example.org "Ann"'],
    ['an array of JSON', '[{"email":"a@example.org","name":"A[n]{n"}]', '1 a@example.org "A[n]{n"'],
    [
      'the answer of an API',
      '{"meta":{"pages":[{"n":1}]},"members":[{"email":"a@example.org","name":"Ann","newsletters":[{"name":"N"}]}]}',
      '1 a@example.org "Ann"',
    ],
    [
      'people within wrappers',
      '[{"subscriber":{"email_address":"a@example.org","first_name":"Ann","state":"active","fields":{"shoe":"9"}}}]',
      '1 a@example.org "Ann"',
    ],
  ])('%s', async (_what, text, row) => {
    for (const size of [65_536, ONE_BYTE])
      expect(
        (await gather(readReaders(inPieces(Buffer.from(text), size), reading))).map((one) =>
          one.kind === 'reader' ? `${one.line} ${one.address.key} "${one.name}"` : one,
        ),
      ).toEqual([row]);
  });

  test.each([
    ['a zip or workbook', Buffer.from('PK\u0003\u0004....'), 'save the list as CSV'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'old Excel workbook'],
    ['something packed', Buffer.from([0x1f, 0x8b, 8, 0]), 'gzip'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'PDF'],
    ['a page to sign in', Buffer.from('<!DOCTYPE html><html><body>Sign in</body></html>'), 'web page'],
    ['XML', Buffer.from('<?xml version="1.0"?><people/>'), 'XML'],
    ['SQL', Buffer.from("INSERT INTO subscribers VALUES (1, 'a@example.org');\n"), 'SQL'],
    ['a mail', Buffer.from('Received: from a by b\nTo: a@example.org\n\nHi\n'), 'a mail'],
    ['JSON without addresses', Buffer.from('{"error":"not allowed"}\n[]'), ''],
  ])('%s is told as what it is', async (_what, bytes, words) => {
    const error: unknown = await readers(bytes).catch((thrown: unknown) => thrown);
    if (words === '')
      expect(error).toEqual([
        { line: 1, kind: 'refused', email: null, reason: { code: 'row-without-address', params: {} } },
        expect.objectContaining({ kind: 'refused' }),
      ]);
    else expect(error).toMatchObject({ code: 'unreadable-file', message: expect.stringContaining(words) });
  });

  test('address books give one address of each card, by the right name', async () => {
    const card =
      'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dray\\, Cleo\r\nitem1.EMAIL;TYPE=HOME:home@example.org\r\nEMAIL;TYPE=PREF,WORK:Work@exam\r\n ple.org\r\nEND:VCARD\r\n';
    expect(await told(card)).toEqual(['1 Work@example.org "Dray, Cleo"']);
    expect(await told('dn: cn=x\ncn:: w4lkaXRo\nmail: a@exam\n ple.org\nmail: b@example.org\n\n')).toEqual([
      '1 a@example.org "Édith"',
    ]);
  });

  test('a member whom Sympa suspends, who gets no mail or whose mail bounced is no reader', async () => {
    const member = (email: string, lines: string) =>
      `date 1795943674\nemail ${email}\ngecos Ann\nsubscribed 1\n${lines}\n\n`;
    const text =
      member('a@example.org', 'reception digest') +
      member('b@example.org', 'reception nomail') +
      member('c@example.org', 'suspend 1\nstartdate 1\nenddate 2') +
      member('d@example.org', 'bounce 1 2 3 5.1.1');
    expect((await readers(text)).map(({ kind }) => kind)).toEqual(['reader', 'out', 'out', 'out']);
  });
});

describe('Moments of consent', () => {
  test.each([
    ['1714555800', '2024-05-01T09:30:00.000Z'],
    ['1714555800000', '2024-05-01T09:30:00.000Z'],
    ['01.05.2024 09:30', '2024-05-01T09:30:00.000Z'],
    ['May 1, 2024 9:30 am', '2024-05-01T09:30:00.000Z'],
    ['Wed, 01 May 2024 11:30:00 +0200', '2024-05-01T09:30:00.000Z'],
    ['2024-05-01 09:30:00.123456 +0000 UTC', '2024-05-01T09:30:00.000Z'],
    ['1. Mai 2024', '2024-05-01T00:00:00.000Z'],
  ])('"%s" is read', async (cell, moment) => {
    expect(await readers(`email;created at\na@example.org;${cell}\n`)).toMatchObject([
      { consentedAt: new Date(moment) },
    ]);
  });

  test.each(['2/3/2024', '2024-02-30', '99', 'soon 2024'])(
    '"%s" is reported and never guessed',
    async (cell) => {
      expect(await readers(`email;created at\na@example.org;${cell}\n`)).toMatchObject([
        { consentedAt: undefined, oddMoment: cell },
      ]);
    },
  );

  test('days in numbers are read as the file proves it', async () => {
    const rows = await readers(
      'email,created at\na@example.org,2/3/2024\nb@example.org,2/30/2024\nc@example.org,2/13/2024\n',
    );
    expect(rows).toMatchObject([
      { consentedAt: new Date('2024-02-03') },
      { consentedAt: undefined },
      { consentedAt: new Date('2024-02-13') },
    ]);
  });
});

describe('Bounds', () => {
  /** What is read of an endless line before it is refused, in bytes. */
  async function readOf(start: string): Promise<number> {
    let read = 0;
    async function* endless() {
      yield Buffer.from(start);
      for (;;) {
        read += 65_536;
        yield Buffer.alloc(65_536, 'x,');
      }
    }
    await expect(gather(readReaders(endless(), reading))).rejects.toMatchObject({ code: 'unreadable-file' });
    return read;
  }

  test.each([
    ['a first line', 'email,', 300_000],
    ['a later line', 'email,notes\na@example.org,', 1_300_000],
    ['JSON', '[{"email":"', 1_300_000],
    ['the line of a list', 'a@example.org\nb', 1_300_000],
  ])('%s without end is refused after little of it', async (_what, start, most) => {
    expect(await readOf(start)).toBeLessThan(most);
  });

  test('a heading of more than a thousand columns is refused', async () => {
    await expect(readers(`email,${'a,'.repeat(1001)}\n`)).rejects.toThrow('more than 1000 columns');
  });
});
