/** The sign-up box and what follows it until somebody is a reader. */
export interface SignUpWords {
  title(name: string): string;
  pleaseCheck: string;
  heading(name: string): string;
  lead(site: string): string;
  untilConfirmed: string;
  latest: string;
  pastMails: string;
  discover(name: string): string;
  boxLead: string;
  /** What somebody agrees to by subscribing. */
  consent(name: string): string;
  email: string;
  subscribe: string;
  onlySome: string;
  tickNone: string;
  /** Above other newsletters of the same house. */
  together: string;
  leaveEmpty: string;
  /** Of an address that looks mistyped; `{address}` is the one that was probably meant. */
  slip: { didYouMean: string; changeIt: string; keepIt: string };
  backToForm: string;
}

export const signUpEn: SignUpWords = {
  title: (name) => `Subscribe to ${name}`,
  pleaseCheck: 'Please check: ',
  heading: (name) => `Get ${name} in your inbox`,
  lead: (site) => `New articles from ${site}, by email as often as you like.`,
  untilConfirmed: 'Nothing is sent until you confirm.',
  latest: 'The latest',
  pastMails: 'Look at past mails first',
  discover: (name) => `Discover more from ${name}`,
  boxLead: 'Subscribe to get new articles by email, as often as you like.',
  consent: (name) =>
    `By subscribing you agree to get articles from ${name} by email. You can change how often, or leave, with one click in every email.`,
  email: 'Email address',
  subscribe: 'Subscribe',
  onlySome: 'Only some topics?',
  tickNone: 'Tick none to get everything.',
  together: 'Get these with the same confirmation?',
  leaveEmpty: 'Leave this empty',
  slip: { didYouMean: 'Did you mean {address}?', changeIt: 'Yes, change it', keepIt: 'No, it is right' },
  backToForm: 'Back to the form',
};
