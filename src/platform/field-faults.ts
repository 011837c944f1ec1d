/**
 * What can be wrong with a field, beside the English sentence about it: whoever speaks another language has words for each code.
 * The words stand below the field, so they need not name it.
 */
interface FieldFaults {
  missing: object;
  'too-short': { least: number };
  'too-long': { most: number };
  'too-small': { least: number };
  'too-large': { most: number };
  'too-many': { most: number };
  'no-number': object;
  'single-line': object;
  'wrong-form': { field: string };
  choice: object;
  'unknown-field': { name: string };
  'web-address': object;
  'email-address': object;
  domain: object;
  'free-mail-address': object;
  'time-zone': object;
  language: object;
  'reserved-slug': object;
  'slug-taken': { slug: string };
  'slug-missing': object;
  'name-taken': { name: string };
  'named-twice': object;
  'more-than-most': { least: number; most: number };
  'no-transport': { name: string };
  'feed-exists': object;
  'no-topic': { topics: string };
  'no-segment': object;
  'no-article': { ids: string };
  'common-password': object;
  'repeated-password': object;
  'password-like-address': object;
  'already-here': { email: string };
  'admin-missing': object;
  'not-an-admin': { email: string; role: string };
  'server-name': object;
  'server-said': { why: ServerRefusal; host: string; port: number; reply: string };
  'dark-ground': object;
  'past-time': object;
  'far-time': object;
  'old-news': { days: number };
  'hard-text': object;
  'feed-forbidden': { reason: object };
  /** An address that is no feed, with the reason; `hasOther`: it leads to some. */
  'no-feed': { reason: object; hasOther: boolean };
  /** What keeps a letter from becoming an email; its room has more words about it. */
  'letter-text': { fault: object };
  /** What keeps a template from making mails, in the template that somebody edited. */
  'template-text': { fault: object; edited: string };
}

/** Why a mail server does not let Paperround in. */
export type ServerRefusal =
  | 'nobody-there'
  | 'no-such-name'
  | 'silent'
  | 'other-protocol'
  | 'certificate'
  | 'sign-in'
  | 'refused';

export type FieldFaultCode = keyof FieldFaults;
export type FieldFaultParams = FieldFaults;

export type FieldFault = {
  [Code in FieldFaultCode]: { code: Code; params: FieldFaults[Code] };
}[FieldFaultCode];
