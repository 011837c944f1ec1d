/** The sign-up box and what follows it until somebody is a reader. */
export interface SignUpWords {
  title(name: string): string;
  pleaseCheck: string;
  heading(name: string): string;
  lead(site: string): string;
  promises: string[];
  latest: string;
  discover(name: string): string;
  boxLead: string;
  /** What somebody agrees to by subscribing. */
  consent(name: string): string;
  email: string;
  subscribe: string;
  onlySome: string;
  tickNone: string;
  leaveEmpty: string;
  checkTitle(name: string): string;
  check: string;
  checkLead: string;
  /** Around the address that was typed, the one that was probably meant, and the link. */
  slip: { typed: string; meant: string; andThen: string; again: string };
  comesFrom: string;
  nothingYet: string;
  stillNothing: { question: string; link: string; rest: string };
  blockedOnce(contact: string): string;
}

export const signUpEn: SignUpWords = {
  title: (name) => `Subscribe to ${name}`,
  pleaseCheck: 'Please check: ',
  heading: (name) => `Get ${name} in your inbox`,
  lead: (site) => `New articles from ${site}, by email as often as you like.`,
  promises: [
    'As often as you like: each article, once a day or once a week',
    'Nothing until you confirm',
    'One click to leave, in every email',
  ],
  latest: 'The latest',
  discover: (name) => `Discover more from ${name}`,
  boxLead: 'Subscribe to get new articles by email, as often as you like.',
  consent: (name) =>
    `By subscribing you agree to get articles from ${name} by email. You can change how often, or leave, with one click in every email.`,
  email: 'Email address',
  subscribe: 'Subscribe',
  onlySome: 'Only some topics?',
  tickNone: 'Tick none to get everything.',
  leaveEmpty: 'Leave this empty',
  checkTitle: (name) => `Check your inbox – ${name}`,
  check: 'Check your inbox',
  checkLead: 'One more step: open the email that is on its way to you and press its button.',
  slip: {
    typed: 'You typed',
    meant: 'Did you mean',
    andThen: 'Then',
    again: 'enter your address again',
  },
  comesFrom: 'It comes from',
  nothingYet:
    'Nothing there after a few minutes? Look in your spam folder. It takes longer when many people sign up from your network, or when you signed up for another newsletter a moment ago.',
  stillNothing: {
    question: 'Still nothing after 15 minutes?',
    link: 'Enter your address again',
    rest: 'and check it for typing errors. We then send a new email.',
  },
  blockedOnce: (contact) =>
    `Did you once block your address here, or report our mail as spam? Then we may not email you. Please ask ${contact} to change that.`,
};
