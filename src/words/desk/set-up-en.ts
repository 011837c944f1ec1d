/** The first visit, with the one-time link. */
export const setUpEn = {
  title: 'Set up Paperround',
  publication: 'Your publication',
  admin: 'You, the first admin',
  submit: 'Set up',
  labels: {
    name: 'Name',
    slug: 'Address of the sign-up page',
    siteUrl: 'Web site',
    feedUrl: 'Feed',
    fromAddress: 'Sender',
    postalAddress: 'Postal address',
    timeZone: 'Time zone',
    language: 'Language',
    defaultRhythm: 'New readers get',
    adminEmail: 'Your email',
    password: 'Password',
  },
  nameHint: 'As readers know it.',
  slugHint: (start: string) => `It will be ${start} and this word. Leave it empty to make it from the name.`,
  feedHint:
    'An RSS, Atom or JSON feed, or your home page. Articles that are in it now are not mailed; later ones are. Leave it empty if articles come through the API.',
  rhythmHint: 'Until they choose for themselves. You can change it later.',
  senderHint: 'An address of your own domain, or a name and an address: The Site <news@site.example>.',
  postalHint: 'Required by law and printed in every email. You can add it later; until then nothing is sent.',
};
export type SetUpWords = typeof setUpEn;
