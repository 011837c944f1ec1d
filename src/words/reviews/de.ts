import type { ReviewMailWords } from './reviews.ts';

export const german: ReviewMailWords = {
  subject: ({ subject, until }) =>
    until === null ? `Bitte genehmigen: ${subject}` : `Bitte prüfen bis ${until}: ${subject}`,
  heading: {
    clock: 'Ist das so richtig?',
    'second-person': 'Darf das hinausgehen?',
  },
  about: 'E-Mail',
  newsletter: 'Newsletter',
  goesOut: 'Wird versendet',
  readers: 'Leser',
  askedBy: 'Geplant von',
  people: {
    'api-key': (name) => `dem API-Schlüssel „${name}“`,
    'command-line': 'der Befehlszeile',
    gone: 'jemandem, der nicht mehr hier arbeitet',
  },
  silence: {
    send: 'Antwortet niemand, geht sie unverändert hinaus.',
    hold: 'Antwortet niemand, wird sie zurückgehalten.',
    'second-person':
      'Bei so vielen Lesern entscheiden zwei. Niemand bekommt sie, bis sie jemand genehmigt, der sie nicht selbst geplant hat.',
  },
  link: 'Dort können Sie sie ohne Anmeldung genehmigen, zurückhalten oder verwerfen. Der Link gilt nur für Sie und nur für diese E-Mail; geben Sie ihn nicht weiter.',
  button: 'Ansehen',
  why: 'Sie erhalten diese E-Mail, weil Sie diesen Newsletter in Paperround versenden dürfen.',
};
