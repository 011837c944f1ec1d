import type { LeftOutWords } from './left-out.ts';

export const germanLeftOut: LeftOutWords = {
  people: (count) => `${count.toLocaleString('de')} ${count === 1 ? 'Person' : 'Personen'}`,
  why: {
    confirmed: 'noch nicht bestätigt',
    'not-unsubscribed': 'abbestellt',
    'not-bounced': 'unzustellbar',
    'not-complained': 'Newsletter als Spam gemeldet',
    'not-suppressed': 'gesperrt, bekommt nie wieder Post',
    'not-paused': 'machen gerade Pause',
    rhythm: 'anderer Rhythmus gewählt',
    'under-cap': 'hatten so viele einzelne Mails am Tag, wie sie wollen',
    follows: 'nur andere Themen abonniert',
    'in-segment': 'nicht im Segment',
    'other-hour': 'bekommen ihre Zusammenfassung zu einer anderen Stunde',
    'nothing-new': 'nichts Neues für sie',
    'waits-for-more': 'warten, bis es mehr Artikel für sie gibt',
  },
};
