import type { LeftOutWords } from './left-out.ts';

export const germanLeftOut: LeftOutWords = {
  people: (count) => `${count.toLocaleString('de')} ${count === 1 ? 'Person' : 'Personen'}`,
  why: {
    confirmed: 'noch nicht bestätigt',
    'not-unsubscribed': 'abbestellt',
    'not-bounced': 'unzustellbar',
    'not-complained': 'Newsletter als Spam gemeldet',
    'not-suppressed': 'gesperrt, bekommt nie wieder Post',
    rhythm: 'anderer Rhythmus gewählt',
    follows: 'nur andere Themen abonniert',
  },
};
