/** What the server tells the box under an article. The box itself, which browsers run, reads this file too: it imports nothing. */

/** A sentence; `{name}` and such in it are `values`, set in bold. */
export interface Said {
  text: string;
  values?: Record<string, string>;
}

/** Everything but what the reader brings, in their language: `GET /:slug/box`. */
export interface BoxAnswer {
  language: string;
  direction: 'ltr' | 'rtl';
  heading: string;
  lead: string;
  look: BoxLook;
  rhythms: BoxRhythm[];
  /** The one that is set, which nobody chose. */
  defaultRhythm: string;
  topics: { slug: string; name: string }[];
  consent: { text: string; url?: string }[];
  stamp: string;
  /** So long after one mail the next may go. */
  againAfterSeconds: number;
  words: BoxWords;
}

/** Colours as `#rrggbb`. */
export interface BoxLook {
  accent: string;
  onAccent: string;
  text: string;
  textDark: string;
  wash: string;
  washDark: string;
}

export interface BoxRhythm {
  rhythm: string;
  label: string;
  means: string;
  /** A week as `[x, y, radius]` on a ground of 62 by 34. */
  dots: [number, number, number][];
}

export interface BoxWords {
  email: string;
  howOften: string;
  onlySome: string;
  tickNone: string;
  leaveEmpty: string;
  subscribe: string;
  /** With `{address}`. */
  didYouMean: string;
  changeIt: string;
  keepIt: string;
  oneMoment: string;
  calculates: string;
  comesLater: string;
  backToForm: string;
  unreachable: string;
  checkInbox: string;
  /** With `{name}` and `{address}`. */
  look: string;
  name: string;
  code: string;
  confirm: string;
  orButton: string;
  noMail: string;
  ifNoMail: string[];
  sendAgain: string;
  /** With `{time}`. */
  sendAgainIn: string;
  another: string;
  sixDigits: string;
  /** After the first wrong code, the second and so on; after the last one it is spent. */
  wrong: string[];
  spent: string;
  newCode: string;
  bounced: string;
  /** With `{domain}` and `{address}`. */
  bouncedWhy: string;
  checkAddress: string;
}

/** What a sign-up answers beside its status when it asked for a ticket: the same for all addresses of a domain. */
export interface SignUpAnswer {
  ticket: string;
  /** As we understood it. */
  address: string;
  /** The browser did not calculate while sign-ups spike: the mail can take hours. */
  mail?: 'later';
  /** Where mail of this domain is read; the label is the words of the link. */
  mailSite?: { label: string; url: string };
}

/** What a right code answers, and a change after it: what to tell the reader, in their language. */
export interface CodeSays {
  heading: string;
  lines: Said[];
  /** What somebody chose, beside what it is. */
  facts?: [what: string, value: string][];
  /** Another rhythm that is offered: it is sent to this address. */
  change?: { label: string; url: string; rhythm: string };
  /** The way back after a change. */
  undo?: { label: string; url: string; rhythm: string };
  /** Words of the button that leaves all as it is. */
  leave?: string;
  choices: { label: string; url: string };
}
