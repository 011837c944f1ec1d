import type { Knex } from 'knex';

/**
 * What imports say to people is kept as a code with parameters. Rows that were refused become codes where their sentence is
 * known; all others, and how files were read, keep every word under the code `legacy`.
 */
export const importReasons = async (db: Knex): Promise<void> => {
  await db.raw('alter table import_refusals add column params jsonb');
  await db.raw(REFUSALS, { codes: JSON.stringify(CODES) });
  await db.raw('alter table import_refusals rename column reason to code');
  await db.raw(REST);
};

/** Sentences without parameters; a list may have a million rows of one. */
const CODES = {
  'This row has more cells than the first one.': 'row-too-wide',
  'The address is missing.': 'row-without-address',
  'The address has line breaks or control characters in it.': 'row-address-controls',
  'There are several addresses in one place: give each a line of its own.': 'row-several-addresses',
  'This is not an email address that mail can be sent to.': 'row-not-an-address',
  'A quote is opened in this row and not closed.': 'row-open-quote',
  'The quotes in this row do not fit.': 'row-odd-quotes',
  'This line is not a JSON object.': 'row-not-an-object',
  'This address stands further up in the file.': 'row-twice',
  'Another row of the file says that this person gets no mail.': 'row-other-says-gone',
  'This person unsubscribed. Only they can come back, by signing up and confirming.': 'row-unsubscribed',
  'Mail to this address bounced. Only the person can come back, by signing up and confirming.': 'row-bounced',
  'This person complained about mail and gets none any more.': 'row-complained',
  'This person asked never to be mailed again.': 'row-never-again',
  'This person had their data erased and must not be mailed.': 'row-erased',
  'An operator has blocked this address.': 'row-blocked',
  'A list says that this person left. Only they can come back, by signing up and confirming.':
    'row-left-elsewhere',
  'This person is a reader already; nothing is new.': 'row-known',
  'This person signed up or left at the same moment.': 'row-overtaken',
};

/** A reason without parameters has null there, which costs no byte. */
const REFUSALS = `
update import_refusals
   set params = case when cast(:codes as jsonb) ->> reason is null then jsonb_build_object('text', reason) end,
       reason = coalesce(cast(:codes as jsonb) ->> reason, 'legacy')
`;

const legacy = (text: string) =>
  `jsonb_build_object('code', 'legacy', 'params', jsonb_build_object('text', ${text}))`;

/** Chunks of an import that is under way hold reasons as JSON text. */
const REST = `
update import_chunks
   set reasons = array(select ${legacy('reason')}::text from unnest(reasons) with ordinality as r (reason, place) order by place)
 where reasons <> '{}';
alter table imports alter column error type jsonb using case when error is not null then ${legacy('error')} end;
update imports
   set notes = (select jsonb_agg(${legacy('note')} order by place)
                  from jsonb_array_elements_text(notes) with ordinality as n (note, place))
 where notes <> '[]';
`;
