/** Which column of a file says what; the words are those of the exports of Mailchimp, Substack, Ghost, beehiiv, listmonk. */
export interface Columns {
  email: number;
  name: number | undefined;
  /** First and last name, for files without a whole one. */
  nameParts: number[];
  consentedAt: number[];
  /** Columns that tell that a person left, or may not be mailed. */
  leaving: { at: number; column: string; tells: LeavingRule }[];
  /** How many cells a row may have. */
  width: number;
}

/** Whether a value, in lower case, says that the person is not to be mailed. */
type LeavingRule = (value: string) => boolean;

const EMAIL = [
  'email',
  'email address',
  'e mail',
  'e mail address',
  'mail',
  'subscriber email',
  'emailaddress',
]
  .concat(['e mail adresse', 'adresse e mail', 'adresse email', 'courriel'])
  .concat(['correo', 'correo electronico', 'correo electrónico']);
const NAME = ['name', 'full name', 'subscriber name', 'fullname', 'nombre', 'nom'];
const FIRST_NAME = ['first name', 'firstname', 'fname', 'given name', 'vorname', 'prénom'];
const LAST_NAME = ['last name', 'lastname', 'lname', 'surname', 'family name', 'nachname', 'apellidos'];
/** The best evidence first. */
const CONSENTED_AT = [
  'confirm time',
  'confirmed at',
  'optin time',
  'subscribed at',
  'created at',
  'date added',
];

const isTrue: LeavingRule = (value) => ['true', '1', 'yes', 't', 'y'].includes(value);
const isFalse: LeavingRule = (value) => ['false', '0', 'no', 'f', 'n'].includes(value);
const isSet: LeavingRule = (value) => value !== '' && !isFalse(value);
/** A word that is not known to mean "gets mail" keeps the person out. */
const isNoReader: LeavingRule = (value) =>
  !['', 'active', 'subscribed', 'enabled', 'confirmed', 'opted in', 'opted-in'].includes(value);

const LEAVING: Record<string, LeavingRule> = {
  status: isNoReader,
  'subscription status': isNoReader,
  'email disabled': isTrue,
  'subscribed to emails': isFalse,
  subscribed: isFalse,
  unsubscribed: isSet,
  'unsubscribed at': isSet,
  'unsub time': isSet,
  'clean time': isSet,
  'deleted at': isSet,
  bounced: isSet,
  'bounced at': isSet,
  complained: isSet,
  'complained at': isSet,
  blocklisted: isSet,
};

/** @returns undefined when no column is known to hold the addresses. */
export function findColumns(header: string[]): Columns | undefined {
  const names = header.map((name) =>
    name
      .toLowerCase()
      .replaceAll(/[\s_-]+/g, ' ')
      .trim(),
  );
  const find = (words: string[]) =>
    words.flatMap((word) => (names.includes(word) ? [names.indexOf(word)] : []));
  const [email] = find(EMAIL);
  if (email === undefined) return undefined;
  return {
    email,
    name: find(NAME)[0],
    nameParts: [...find(FIRST_NAME).slice(0, 1), ...find(LAST_NAME).slice(0, 1)],
    consentedAt: find(CONSENTED_AT),
    leaving: names.flatMap((name, at) => {
      const tells = Object.hasOwn(LEAVING, name) ? LEAVING[name] : undefined;
      return tells ? [{ at, column: name, tells }] : [];
    }),
    width: names.length,
  };
}

/** The columns of a file without a heading: only where the addresses are is known. */
export function columnsWithoutHeader(email: number, width: number): Columns {
  return { email, name: undefined, nameParts: [], consentedAt: [], leaving: [], width };
}
