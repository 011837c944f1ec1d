import type { CheckWords } from './check-en.ts';

export const checkDe: CheckWords = {
  title: (name) => `Einen Moment – ${name}`,
  heading: 'Einen Moment, bitte',
  why: 'Gerade melden sich ungewöhnlich viele an. Darum rechnet Ihr Browser kurz, bevor die Anmeldung zählt. So sehen wir, dass kein Bot fremde Adressen einträgt.',
  works: 'Ihr Browser rechnet. Das dauert ein paar Sekunden, und dann geht es von selbst weiter.',
  failed: 'Ihr Browser kann das leider nicht.',
  slowWay:
    'Ohne diese Rechnung geht es auch: Dann kommt die Mail später, vielleicht erst in einigen Stunden.',
  later: 'Anmelden und warten',
  comesLater: 'Gerade melden sich so viele an, dass die Mail erst in einigen Stunden kommen kann.',
  program:
    'Gerade melden sich ungewöhnlich viele an. Darum ist eine kurze Rechnung nötig, bevor die Anmeldung zählt.',
};
