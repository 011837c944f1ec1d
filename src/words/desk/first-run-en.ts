/** The way from an empty installation to the first mail. */
export const firstRunEn = {
  title: 'Four steps to your first mail',
  lede: 'Mail goes out to readers when all are done. Until then you can read it in the built-in mailbox.',
  done: (done: number, all: number) => `${done} of ${all} done`,
  goOn: 'Go on with the set-up',
  name: 'Name your publication',
  nameDone: (name: string, zone: string, language: string) => `${name}, ${zone}, ${language}.`,
  change: 'Change',
  feed: 'Connect your feed',
  feedDone: (count: number, name: string) =>
    count === 1
      ? `We found one article in ${name}. It counts as old news and is not mailed; the next one is.`
      : `We found ${count} articles in ${name}. They count as old news and are not mailed; the next one is.`,
  feedPushed: 'Articles come through the API.',
  seeThem: 'See them',
  feedHelp:
    'The address of your RSS, Atom or JSON feed. What is in it today is not mailed; what comes later is.',
  feedAdd: 'Add a feed',
  server: 'Connect a mail server',
  serverDone: 'Mail goes over your own server.',
  serverHelp: 'Your provider’s SMTP address. We try to sign in before we use it.',
  host: 'Server',
  port: 'Port',
  user: 'User',
  password: 'Password',
  testAndSave: 'Test and save',
  later: 'Later: keep mail in the mailbox',
  postal: 'Say who you are',
  postalDone: 'It stands in every mail.',
  postalHelp: 'The law wants your postal address in every mail. Nothing goes out without it.',
  postalLabel: 'Postal address',
  whenYouLike: 'When you like',
  embed: 'Put the sign-up box on your site',
  embedHelp: 'One line of code',
  letter: 'Write your first letter',
  letterHelp: 'A mail that you write yourself',
  sample: 'Read your mail in the mailbox',
};
export type FirstRunWords = typeof firstRunEn;
