import type { SetUpWords } from './set-up-en.ts';

export const setUpDe: SetUpWords = {
  title: 'Paperround einrichten',
  publication: 'Ihre Publikation',
  admin: 'Sie, der erste Admin',
  submit: 'Einrichten',
  labels: {
    name: 'Name',
    slug: 'Adresse der Anmeldeseite',
    siteUrl: 'Website',
    feedUrl: 'Feed',
    fromAddress: 'Absender',
    postalAddress: 'Postanschrift',
    timeZone: 'Zeitzone',
    language: 'Sprache',
    defaultRhythm: 'Neue Leser bekommen',
    adminEmail: 'Ihre E-Mail-Adresse',
    password: 'Passwort',
  },
  nameHint: 'So, wie Leser sie kennen.',
  slugHint: (start) => `Sie besteht aus ${start} und diesem Wort. Leer: Es wird aus dem Namen gebildet.`,
  feedHint:
    'Ein RSS-, Atom- oder JSON-Feed, oder Ihre Startseite. Artikel, die jetzt darin stehen, werden nicht versendet; spätere schon. Leer: Artikel kommen über die API.',
  rhythmHint: 'Bis sie selbst wählen. Sie können es später ändern.',
  senderHint:
    'Eine Adresse Ihrer eigenen Domain, oder ein Name und eine Adresse: Die Website <news@site.example>.',
  postalHint:
    'Das Gesetz verlangt sie, und sie steht in jeder E-Mail. Sie können sie nachtragen; bis dahin geht nichts hinaus.',
};
