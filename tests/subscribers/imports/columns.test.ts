import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../src/platform/errors.ts';
import type { ColumnChoices, Reading } from '../../../src/subscribers/imports/import.ts';
import { says } from '../../../src/words/index.ts';
import type { ReadRow } from '../../../src/subscribers/imports/judge-row.ts';
import { readReaders } from '../../../src/subscribers/imports/read-readers.ts';
import { newReport, notesOf } from '../../../src/subscribers/imports/reading-report.ts';
import { inPieces } from '../../support/readers/csv-cases.ts';

const now = new Date('2026-11-01T12:00:00Z');

async function read(text: string, choices: Partial<ColumnChoices> = {}, how: Partial<Reading> = {}) {
  const report = newReport();
  const rows: ReadRow[] = [];
  const reading: Reading = {
    format: 'csv',
    choices: { ignored: [], mapped: [], ...choices },
    topics: [],
    now,
    ...how,
  };
  for await (const piece of readReaders(inPieces(Buffer.from(text)), reading, report)) rows.push(...piece);
  return { rows, notes: notesOf(report).map((note) => says(note)), columns: report.columns };
}

/** Who reads, and what became of the others: `address` or `address state`. */
async function verdicts(text: string, choices?: Partial<ColumnChoices>): Promise<string[]> {
  const { rows } = await read(text, choices);
  return rows.map((row) => {
    if (row.kind === 'refused') return `refused ${says(row.reason)}`;
    return row.kind === 'reader' ? row.address.key : `${row.address.key} ${row.state}`;
  });
}

/** The columns that a file is refused for. */
async function refusedFor(text: string, choices?: Partial<ColumnChoices>): Promise<string[]> {
  const error: unknown = await read(text, choices).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InvalidInput);
  return error instanceof InvalidInput ? error.errors.map(({ field }) => field) : [];
}

describe('Nobody who left becomes a reader: what the columns of the field say', () => {
  const cases: [column: string, reads: string, out: string, state: string][] = [
    ['Status', 'Active', 'Unsubscribed', 'unsubscribed'],
    ['List status', 'Subscribed', 'Unsubscribed', 'unsubscribed'],
    ['Global status', 'subscribed', 'Bounced', 'bounced'],
    ['Email status', 'Active', 'Marked as spam', 'complained'],
    ['Email permission status', 'Express', 'Unsubscribed', 'unsubscribed'],
    ['Email subscriber status', 'Subscribed', 'Never subscribed', 'unconfirmed'],
    ['Subscription Status', 'SUBSCRIBED', 'CLEANED', 'bounced'],
    ['Marketing contact status', 'Marketing contact', 'Non-marketing contact', 'unknown'],
    ['subscriber_type', 'regular', 'unactivated', 'unconfirmed'],
    ['state', 'active', 'cancelled', 'unsubscribed'],
    ['status', '1', '2', 'unsubscribed'],
    ['delivery_status', 'enabled', 'by_bounces', 'bounced'],
    ['reception', 'mail', 'nomail', 'paused'],
    ['Active', '1', '0', 'unsubscribed'],
    ['is_active', 'true', 'false', 'unsubscribed'],
    ['isActive', 'yes', 'no', 'unsubscribed'],
    ['confirmed', '1', '0', 'unconfirmed'],
    ['Is this subscriber confirmed', 'Yes', 'No', 'unconfirmed'],
    ['confirmed_at', '2024-01-01 10:00:00', '', 'unconfirmed'],
    ['email_verified', 't', 'f', 'unconfirmed'],
    ['Accepts Email Marketing', 'yes', 'no', 'unconfirmed'],
    ['Email Marketing Consent', 'SUBSCRIBED', 'UNSUBSCRIBED', 'unsubscribed'],
    ['optIn', 'true', 'false', 'unconfirmed'],
    ['newsletter', '1', '0', 'unconfirmed'],
    ['Is this subscriber blacklisted', '0', '1', 'blocked'],
    ['emailBlacklisted', 'false', 'true', 'blocked'],
    ['blocklisted', '', '2024-01-01', 'blocked'],
    ['disabled', '0', '1', 'blocked'],
    ['suppressed', 'false', 'true', 'blocked'],
    ['suspend', '0', '1', 'paused'],
    ['do_not_mail', 'N', 'Y', 'blocked'],
    ['Do Not Email', '', 'x', 'blocked'],
    ['Confirmed Opt-Out Date', '', '01/02/2024', 'unsubscribed'],
    ['Unsubscribed from all email', '', 'TRUE', 'unsubscribed'],
    ['Opted out of email: Newsletter', 'No', 'Yes', 'unsubscribed'],
    ['HasOptedOutOfEmail', '0', '1', 'unsubscribed'],
    ['opt_out', '', '1', 'unsubscribed'],
    ['optout_time', '0000-00-00 00:00:00', '2024-01-01 00:00:00', 'unsubscribed'],
    ['unsubscribe_date', '', '2024-01-01', 'unsubscribed'],
    ['unsubscribed_on', 'never', '1.2.2024', 'unsubscribed'],
    ['UNSUB_REASON', '', 'NORMAL', 'unsubscribed'],
    ['left_at', 'null', '2024-01-01', 'unsubscribed'],
    ['Stop Time', '', '2024-01-01', 'unsubscribed'],
    ['CLEAN_TIME', '', '2024-01-01', 'bounced'],
    ['Email hard bounce reason', '', 'mailbox unknown', 'bounced'],
    ['hard_bounces', '0', '2', 'bounced'],
    ['bounce_score', '0', '80', 'bounced'],
    ['bouncecount', '0', '7', 'bounced'],
    ['spam_complaints', '0', '1', 'complained'],
    ['Suppression reason', '', 'spam complaint', 'complained'],
    ['Archived at', '', '2024-01-01', 'unsubscribed'],
    ['aktiv', 'ja', 'nein', 'unsubscribed'],
    ['Status', 'aktiv', 'abgemeldet', 'unsubscribed'],
    ['Abgemeldet am', '', '01.02.2024', 'unsubscribed'],
    ['Bestätigt', 'ja', 'nein', 'unconfirmed'],
    ['Gesperrt', 'nein', 'ja', 'blocked'],
    ['Statut', 'abonné', 'désabonné', 'unsubscribed'],
    ['Date de désinscription', '', '2024-01-01', 'unsubscribed'],
    ['Confirmé', 'oui', 'non', 'unconfirmed'],
    ['Estado', 'suscrito', 'dado de baja', 'unsubscribed'],
    ['Fecha de baja', '', '2024-01-01', 'unsubscribed'],
    ['Activo', 'sí', 'no', 'unsubscribed'],
    ['Stato', 'iscritto', 'disiscritto', 'unsubscribed'],
    ['Ingeschreven', 'ja', 'nee', 'unsubscribed'],
    ['Date de désabonnement', '', '12/03/2024', 'unsubscribed'],
    ['DOI-Datum', '01.02.2024', '', 'unconfirmed'],
    ['Consenso newsletter', 'Sì', 'No', 'unconfirmed'],
    ['Toestemming', 'ja', 'nee', 'unconfirmed'],
    ['Zgoda', 'tak', 'nie', 'unconfirmed'],
    ['email_digests', 'true', 'false', 'unconfirmed'],
    ['Email subscriber', 'Yes', 'No', 'unconfirmed'],
    ['Uitgeschreven op', '', '2024-02-01', 'unsubscribed'],
    ['Cancellato il', '', '01/02/2024', 'unsubscribed'],
    ['Rezygnacja', '', 'tak', 'unsubscribed'],
    ['Austrittsdatum', '', '01.02.2024', 'unsubscribed'],
  ];

  test.each(cases)('%s: "%s" reads, "%s" does not (%s)', async (column, reads, out, state) => {
    const spellings = [
      column,
      column.toUpperCase(),
      column.replaceAll(' ', '_'),
      ` ${column.replaceAll('_', ' ')} `,
    ];
    for (const name of column === 'isActive' || /[A-Z][a-z]+[A-Z]|[a-z][A-Z]/.test(column)
      ? [column]
      : spellings)
      expect(await verdicts(`email;${name}\na@example.org;${reads}\nb@example.org;${out}\n`)).toEqual([
        'a@example.org',
        `b@example.org ${state}`,
      ]);
  });

  test('a state that nobody knows keeps its row out, as does an empty or a missing one', async () => {
    expect(
      await verdicts(
        'email,status\na@example.org,whatever\nb@example.org,\nc@example.org\nd@example.org,active\n',
      ),
    ).toEqual(['a@example.org unknown', 'b@example.org unknown', 'c@example.org unknown', 'd@example.org']);
  });

  test('what somebody was, or has yet to become, is no reader; nor is a number that no program explains', async () => {
    const states = [
      'active: 0',
      'subscribed: 0',
      'was active',
      'to be confirmed',
      'à confirmer',
      'por confirmar',
    ];
    for (const column of ['status', 'subscribed']) {
      const rows = states.map((state, n) => `${n}@example.org,${state}`);
      const found = await verdicts(`email,${column}\n${rows.join('\n')}\n`);
      expect(found.filter((row) => !/ (unknown|unconfirmed)$/.test(row))).toEqual([]);
    }
    expect(await verdicts('email,subscribed\na@example.org,2\nb@example.org,1700000000\n')).toEqual([
      'a@example.org unknown',
      'b@example.org',
    ]);
    expect(await verdicts('email,status\na@example.org,sí\nb@example.org,tak\n')).toEqual([
      'a@example.org',
      'b@example.org',
    ]);
  });

  test('a label that says that somebody is gone keeps them out; one that is a subject does not', async () => {
    expect(
      await verdicts(
        'email,tags\na@example.org,"News, Unsubscribed"\nb@example.org,bounced 2022\nc@example.org,"The left, Clean energy"\n',
      ),
    ).toEqual(['a@example.org unsubscribed', 'b@example.org bounced', 'c@example.org']);
  });

  test('of several columns the strongest counts, and one that says "reader" never outweighs one that says "left"', async () => {
    expect(
      await verdicts(
        'email,status,unsubscribed_at,complained\na@example.org,active,2024-01-01,0\nb@example.org,unsubscribed,,yes\n',
      ),
    ).toEqual(['a@example.org unsubscribed', 'b@example.org complained']);
  });

  test('a row that ends early is read as far as what is missing says nothing of leaving', async () => {
    expect(
      await verdicts('email,name,status,unsubscribed_at,city\na@example.org,Ann,active\nb@example.org,Bo\n'),
    ).toEqual(['a@example.org', 'b@example.org unknown']);
  });

  test('what lets people leave, and circumstances of their coming, keep nobody out', async () => {
    const names =
      'Unsubscribe URL,unsubscribe_token,Opt-in IP,consent text,Soft bounces,Last active,signup source';
    expect(
      await verdicts(
        `email,${names}\na@example.org,https://x.example/u,k,192.0.2.1,I agree,3,2024-01-01,form\n`,
      ),
    ).toEqual(['a@example.org']);
  });

  test('the paid subscription of Substack and the federal state of an address are no states of readers', async () => {
    expect(
      await verdicts(
        'email,active_subscription,email_disabled\na@example.org,false,false\nb@example.org,true,true\n',
      ),
    ).toEqual(['a@example.org', 'b@example.org blocked']);
    expect(
      await verdicts('Email,City,State\na@example.org,Austin,TX\nb@example.org,Ryde,unsubscribed\n'),
    ).toEqual(['a@example.org', 'b@example.org unsubscribed']);
  });
});

describe('A column that is not understood is named before anything happens', () => {
  test('all of them at once, whatever stands in them', async () => {
    expect(await refusedFor('email,Favourite colour,MMERGE5,name\n')).toEqual([
      'Favourite colour',
      'MMERGE5',
    ]);
    expect(await refusedFor('email,Subscription kind\na@example.org,x\n')).toEqual(['Subscription kind']);
  });

  test('one that may say who left says so, and how to go on', async () => {
    const error = await read('email,Consent level\n').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      errors: [
        {
          field: 'Consent level',
          message: expect.stringMatching(
            /may say who left\. Nothing was imported\. .*--ignore-column "Consent level"/,
          ),
        },
      ],
    });
  });

  test('it is left out by its name only, and the report says so', async () => {
    const text = 'email,Consent level,status\na@example.org,3,unsubscribed\n';
    expect(await refusedFor(text, { ignored: ['level'] })).toEqual(['Consent level']);
    const left = await read(text, { ignored: ['consent_level'] });
    expect(left.rows).toMatchObject([{ kind: 'out' }]);
    expect(left.notes).toContain('Left out by hand: "Consent level".');
    const both = await read(text, { ignored: ['Consent level', 'status'] });
    expect(both.rows).toMatchObject([{ kind: 'reader' }]);
    expect(both.notes).toContain('Left out by hand: "Consent level", "status".');
  });

  test('it is mapped by hand: to an address, a name, a state', async () => {
    const text = 'Kontaktweg,Rufname,Lage\na@example.org,Ann,aktiv\nb@example.org,Bo,abgemeldet\n';
    const { rows } = await read(text, {
      mapped: [
        { field: 'email', column: 'Kontaktweg' },
        { field: 'name', column: 'Rufname' },
        { field: 'state', column: 'Lage' },
      ],
    });
    expect(rows).toMatchObject([
      { kind: 'reader', name: 'Ann' },
      { kind: 'out', state: 'unsubscribed' },
    ]);
    expect(await refusedFor(text, { mapped: [{ field: 'name', column: 'Spitzname' }] })).toEqual([
      'Spitzname',
    ]);
  });

  test('harmless ones are passed over and listed', async () => {
    const { notes } = await read('email,Company,utm_source,Stripe customer id,Tags\na@example.org,,,,\n');
    expect(notes).toContain('Not taken over: "Company", "utm_source", "Stripe customer id", "Tags".');
    expect(notes).toContainEqual(expect.stringContaining('"Tags" may name topics: --topics-column Tags'));
  });

  test('a value under no name keeps its row out', async () => {
    expect(await verdicts('email,,name\na@example.org,,Ann\nb@example.org,unsubscribed,Bo\n')).toEqual([
      'a@example.org',
      'refused There is something in column 2, which has no name.',
    ]);
  });

  test('in JSON lines it is the key, also when it comes late', async () => {
    const text = '{"email":"a@example.org"}\n{"email":"b@example.org","consentLevel":1}\n';
    expect(await refusedFor(text)).toEqual(['consentLevel']);
    expect(await verdicts(text, { ignored: ['consentLevel'] })).toEqual(['a@example.org', 'b@example.org']);
  });

  test("listmonk's export, which does not say who left, is refused with the way to one that does", async () => {
    const text = `uuid,email,name,attributes,status,created_at,updated_at\nx,a@example.org,Ann,{},enabled,,\ny,b@example.org,Bo,{},blocklisted,,\n`;
    expect(await refusedFor(text)).toEqual(['uuid']);
    await expect(read(text)).rejects.toThrow(/does not say who left.*"confirmed".*GET \/api\/subscribers/);
    expect(await verdicts(text, { ignored: ['uuid'] })).toEqual(['a@example.org', 'b@example.org blocked']);
  });
});

describe('Where the addresses are', () => {
  test.each([
    'email_1',
    'E-mail 1 - Value',
    'Primary Email',
    'email_field',
    'E-Mail-Adresse',
    'Adresse e-mail',
    'Correo electrónico',
    'Contact Email',
    'emailAddress',
    'Courriel',
  ])('is known by the name %s', async (name) => {
    expect(await verdicts(`Name,${name}\nAnn,a@example.org\n`)).toEqual(['a@example.org']);
  });

  test('is found by the cells when no name fits, and asked when two columns fit', async () => {
    expect(await verdicts('Name,Kontakt\nAnn,a@example.org\nBo,b@example.org\n')).toEqual([
      'a@example.org',
      'b@example.org',
    ]);
    expect(await refusedFor('Name,who,whom\nAnn,a@example.org,b@example.org\n')).toEqual(['email']);
  });

  test('further addresses of a person are passed over', async () => {
    expect(await verdicts('E-mail 1 - Value,E-mail 2 - Value\na@example.org,b@example.org\n')).toEqual([
      'a@example.org',
    ]);
  });
});

test('The moment at which a row was made is no moment of consent where that has a column of its own', async () => {
  const momentsOf = async (heading: string, row: string) =>
    (await read(`${heading}\n${row}\n`)).rows.map(
      (one) => one.kind === 'reader' && one.consentedAt?.toISOString(),
    );
  const row = 'a@example.org,active,2024-05-01T10:00:00Z,';
  expect(await momentsOf('email,status,created_at,confirmed_at', row)).toEqual([undefined]);
  expect(await momentsOf('email,status,created_at,city', row)).toEqual(['2024-05-01T10:00:00.000Z']);
  expect(await momentsOf('email,status,optin_time,confirm_time', row)).toEqual(['2024-05-01T10:00:00.000Z']);
});

describe('A file without a heading', () => {
  test('is refused when its cells are words of states, however much they look like names', async () => {
    const states = ['active', 'bounced', 'unsubscribed', 'complained', 'pending'];
    expect(await refusedFor(states.map((state, n) => `${n}@example.org,${state}\n`).join(''))).toEqual([
      'column 2',
    ]);
    expect(await refusedFor('a@example.org,Opted in\nb@example.org,Not opted out\n')).toEqual(['column 2']);
    expect(await verdicts('a@example.org,Ada Lee\nb@example.org,Conrad Black\n')).toEqual([
      'a@example.org',
      'b@example.org',
    ]);
  });

  test('shows what its columns were taken for', async () => {
    const { rows, notes } = await read('a@example.org,Ann Lee\nb@example.org,Bo Li\nc@example.org,Cy Ro\n');
    expect(rows).toMatchObject([{ name: 'Ann Lee' }, { name: 'Bo Li' }, { name: 'Cy Ro' }]);
    expect(notes).toEqual([
      expect.stringContaining('no heading'),
      'Taken: "column 1" as email, "column 2" as name.',
      expect.stringContaining('No column says who left'),
    ]);
  });

  test.each(['1', 'true', 'unsubscribed', '2024-01-01', 'ja', 'x'])(
    'is refused when a cell such as "%s" may say who left',
    async (cell) => {
      const text = `a@example.org,Ann Lee,${cell}\nb@example.org,Bo Li,\n`;
      expect(await refusedFor(text)).toEqual(['column 3']);
      expect(await verdicts(text, { ignored: ['column 3'] })).toEqual(['a@example.org', 'b@example.org']);
    },
  );
});

describe('The exports of the field are understood as they are', () => {
  test.each([
    [
      'phpList',
      'Email,Is this subscriber confirmed,Is this subscriber blacklisted,Did this subscriber manually confirm,Number of bounces on this subscriber,Entered,Last Modified,Unique ID for subscriber,Send this subscriber HTML emails,Which page was used to subscribe,Is this account disabled?',
      4,
    ],
    ['MailPoet', 'Email,First name,Last name,List,List status,Global status,Subscribed date,Confirmed at', 2],
    ['Kit', 'id,first_name,email_address,state,created_at,tags', 1],
    [
      'Brevo',
      'CONTACT ID,EMAIL,FIRSTNAME,LASTNAME,SMS,EMAIL_BLACKLISTED,SMS_BLACKLISTED,ADDED_TIME,MODIFIED_TIME,LISTS',
      1,
    ],
    [
      'ActiveCampaign',
      'ID,Email,First Name,Last Name,Phone,Account,Status,Tags,Date Created,IP Address,Unsubscribe Date,Unsubscribe Reason',
      3,
    ],
    [
      'HubSpot',
      'Record ID,First Name,Last Name,Email,Contact owner,Associated Company,Last Activity Date,Lead Status,Create Date,Marketing contact status,Unsubscribed from all email',
      2,
    ],
    [
      'Klaviyo',
      'Email,Klaviyo ID,First Name,Last Name,Organization,Title,City,Date Added,Last Open,Email Marketing Consent,Email Marketing Consent Timestamp,Email Suppressions,SMS Marketing Consent',
      2,
    ],
    [
      'Constant Contact',
      'Email address,First name,Last name,Email status,Email permission status,Email update source,Confirmed Opt-Out Date,Confirmed Opt-Out Reason,Email Lists,Created At,Street address line 1 - Home,City - Home',
      4,
    ],
    ['Squarespace', 'Email Address,Name,Subscribed On,Source,Status,Unsubscribed On,Cleaned On', 3],
    [
      'Shopify',
      'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1,Default Address City,Accepts SMS Marketing,Total Spent,Tax Exempt,Tags',
      1,
    ],
    [
      'Wix',
      'First Name,Last Name,Email 1,Phone 1,Email subscriber status,Labels,Created At (UTC+0),Last Activity,Source,Language',
      1,
    ],
    ['EmailOctopus', 'Email address,First name,Last name,Status,Date created,Tags,Last updated', 1],
    [
      'Buttondown',
      'email_address,notes,metadata,tags,referrer_url,creation_date,secondary_id,subscriber_type,unsubscription_date,unsubscription_reason,utm_source,churn_date',
      3,
    ],
    [
      'Substack',
      'Email,Name,Stripe plan,Cancel date,Start date,Emails opened (7d),Unique emails seen (6mo),Revenue,Type,Sections,Post views',
      0,
    ],
    ['CleverReach', 'Email,Activated,Registered,Deactivated,Source,Active,Bounced,Last_IP', 4],
    [
      'Google',
      'First Name,Middle Name,Last Name,Phonetic First Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,Address 1 - City',
      0,
    ],
  ])('%s', async (_program, heading, states) => {
    const { columns } = await read(`${heading}\n`);
    expect([...columns.values()].filter(({ takenAs }) => takenAs.includes('state'))).toHaveLength(states);
  });
});
