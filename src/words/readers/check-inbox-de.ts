import { pluralIn } from '../plural.ts';
import type { CheckInboxWords } from './check-inbox-en.ts';

const plural = pluralIn('de');

export const checkInboxDe: CheckInboxWords = {
  title: (name) => `Sehen Sie in Ihr Postfach – ${name}`,
  heading: 'Sehen Sie in Ihr Postfach',
  look: 'Suchen Sie eine Mail von {name} an {address}. Ihr Betreff beginnt mit einem Code.',
  lookFor: 'Suchen Sie eine Mail von {name}. Ihr Betreff beginnt mit einem Code.',
  code: 'Code aus sechs Ziffern',
  confirm: 'Bestätigen',
  orButton: 'Oder drücken Sie den Knopf in der Mail: Beides tut dasselbe.',
  open: (site) => `${site} öffnen`,
  slip: {
    typed: 'Sie haben eingegeben:',
    meant: 'Meinten Sie',
    andThen: 'Dann',
    again: 'geben Sie Ihre Adresse noch einmal ein',
  },
  noMail: 'Nach zwei Minuten keine Mail?',
  spam: 'Sehen Sie im Spam-Ordner nach',
  from: (address) => `von ${address}`,
  sendAgain: 'Noch einmal schicken',
  sendAgainIn: 'Noch einmal schicken (in {time})',
  threeADay: 'höchstens dreimal am Tag',
  another: 'Andere Adresse angeben',
  cameBack: 'Kam sie zu uns zurück?',
  thenSays: 'dann steht es auf dieser Seite',
  slow: 'Es dauert länger, wenn sich viele aus Ihrem Netz anmelden oder wenn Sie eben einen anderen Newsletter bestellt haben.',
  blockedOnce: (contact) =>
    `Haben Sie Ihre Adresse hier einmal gesperrt oder unsere Mail als Spam gemeldet? Dann dürfen wir Ihnen nicht schreiben. Bitte wenden Sie sich an ${contact}.`,
  sixDigits: 'Ein Code hat sechs Ziffern. Er steht im Betreff der Mail.',
  wrong: (triesLeft) =>
    `Das ist nicht der Code, oder er ist älter als 30 Minuten. Noch ${plural(triesLeft, { one: 'ein Versuch', other: '# Versuche' })}; am sichersten kopieren Sie ihn aus der Mail.`,
  spent: 'Auch das ist nicht der Code; er gilt jetzt nicht mehr. Der Knopf in der Mail geht weiterhin.',
  newCode: 'Neuen Code schicken',
  bounced: {
    title: (name) => `Bitte prüfen Sie Ihre Adresse – ${name}`,
    heading: 'Unsere Mail kam zurück',
    why: 'Der Mailserver von {domain} sagt, dass es {address} nicht gibt. Vielleicht ein Tippfehler?',
    check: 'Bitte prüfen Sie diese Adresse.',
  },
  already: {
    title: (name) => `Sie bekommen ${name} schon`,
    heading: 'Sie stehen schon auf der Liste',
    gets: '{address} bekommt {name} {comes}.',
    chose: 'Eben haben Sie {rhythm} gewählt.',
    leave: 'So lassen, wie es ist',
  },
  rhythms: { each: 'jeden Artikel', daily: 'einmal am Tag', weekly: 'einmal die Woche' },
};
