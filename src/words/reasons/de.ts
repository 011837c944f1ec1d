import { sentence } from '../../platform/sentence.ts';
import { failureText } from './failures.ts';
import { germanFailures } from './failures-de.ts';
import { germanImports } from './import-reasons-de.ts';
import { germanLetterFaults } from './letter-faults-de.ts';
import { letterFaultsText } from './letter-faults.ts';
import { germanFeedFaults } from './feed-faults-de.ts';
import type { EmailFault, GapParams, ReasonWords } from './reasons.ts';

const TRY_AGAIN = 'Es geht nichts verloren; Paperround versucht es von selbst erneut.';
const ANOTHER_TRY =
  'Deshalb wurde niemand gesperrt; wer abgelehnt wurde, bekommt beim Fortsetzen einen weiteren Versuch.';

const LAYOUT: Record<EmailFault, string> = {
  'too-hard': 'Diese E-Mail aufzubereiten kostet zu viel Zeit oder Speicher',
  broken: 'Diese E-Mail ließ sich nicht aufbereiten',
};

export const german: ReasonWords = {
  reasons: {
    ...germanFeedFaults,
    ...germanImports,
    legacy: ({ text }) => text,
    'not-accepted': (params) => failureText(params, germanFailures),
    'no-postal-address': () =>
      'Die Postanschrift fehlt. Das Gesetz verlangt sie in jedem Newsletter, deshalb wird nichts versandt, bis Sie eine eintragen.',
    'preparation-failed': () =>
      'Die E-Mail konnte nicht vorbereitet werden. Paperround versucht es von selbst erneut.',
    'email-failed-once': ({ fault }) => `${LAYOUT[fault]}. Paperround versucht es noch einmal.`,
    'email-failed': ({ fault }) =>
      `${LAYOUT[fault]}, deshalb wird sie zurückgehalten. Korrigieren Sie den Inhalt und setzen Sie die Sendung fort, oder brechen Sie sie ab.`,
    'article-withdrawn': () => 'Der Artikel wurde zurückgezogen, bevor die E-Mail hinausging.',
    'article-held': ({ because }, says) => `Der Artikel ist zurückgehalten. ${says(because)}`,
    'send-refused-for-now': ({ reply }) =>
      `Der Mailserver nimmt diese E-Mail zurzeit nicht an: ${sentence(reply)} ${TRY_AGAIN}`,
    gap: gapText,
    'held-for-gap': ({ before, ...gap }, says) =>
      `${gapText(gap)} Diese Sendung war bis dahin fällig, ist also vielleicht schon hinausgegangen. Geben Sie sie frei, um sie jetzt zu senden, oder verwerfen Sie sie, falls eine andere Kopie sie gesendet hat.${
        before === null ? '' : ` Davor war sie angehalten: ${says(before)}`
      }`,
    'letter-faulty': ({ faults }) => letterFaultsText(faults, germanLetterFaults),
    'too-late': ({ dueAt, timeZone, before }, says) =>
      `Die Sendung war am ${moment(dueAt, timeZone)} fällig und konnte da nicht hinausgehen.${
        before === null ? '' : ` Was sie aufhielt: ${says(before)}`
      } Geben Sie sie frei, um sie jetzt zu senden, wählen Sie eine andere Zeit, oder verwerfen Sie sie.`,
    'in-review': ({ onSilence }) =>
      `Die Sendung wird geprüft. Antwortet niemand, ${onSilence === 'send' ? 'geht sie unverändert hinaus' : 'wird sie zurückgehalten'}.`,
    'review-held': () =>
      'Jemand hat die Sendung bei der Prüfung zurückgehalten. Niemand bekommt sie, bis jemand sie freigibt.',
    'review-unanswered': () =>
      'Niemand hat rechtzeitig geantwortet, deshalb wird die Sendung zurückgehalten. Geben Sie sie frei, um sie jetzt zu senden, oder verwerfen Sie sie.',
    'second-person': ({ readers, limit }) =>
      `Die Sendung wartet auf eine zweite Person: Sie geht an ${count(readers)} Leser, und bei mehr als ${count(limit)} muss sie jemand genehmigen, der sie nicht selbst geplant hat.`,
    'digest-empty': (gone) =>
      `Keiner ihrer Artikel ist noch veröffentlicht: ${titlesOf(gone)}. Wählen Sie andere und planen Sie sie erneut.`,
    'digest-not-planned': () => 'Diese Zusammenfassung ist nicht mehr geplant.',
    'feeds-unread': (feeds) =>
      `Die Artikel sind so, wie sie zuletzt gelesen wurden: Kurz vorher war ein Feed nicht lesbar (${titlesOf(feeds)}).`,
    'pages-unread': (articles) =>
      `Kurz vorher zeigte die Website nicht, ob diese Artikel noch da sind: ${titlesOf(articles)}. Sie gehen so hinaus, wie sie bekannt sind.`,
    'nothing-to-correct': () =>
      'Niemand hat noch einen anderen Text des Artikels, also gibt es nichts zu berichtigen.',
    'introduction-left-out': () => 'Sie geht ohne die Einleitung hinaus, die nicht in eine E-Mail passt.',
    'articles-left-out': (gone) =>
      `Sie geht ohne das hinaus, was nicht mehr veröffentlicht ist: ${titlesOf(gone)}.`,
    'sent-since-backup': ({ at, timeZone }) =>
      `Die Sendung ging am ${moment(at, timeZone)} hinaus, nachdem diese Sicherung entstanden war. Verwerfen Sie sie.`,
    'cancelled-since-backup': () =>
      'Die Sendung wurde abgebrochen, nachdem diese Sicherung entstanden war. Verwerfen Sie sie, oder geben Sie sie frei, um sie trotzdem zu senden.',
    'unscheduled-since-backup': () =>
      'Das Rundschreiben wurde wieder zum Entwurf, nachdem diese Sicherung entstanden war. Verwerfen Sie es, oder geben Sie es frei, um es trotzdem zu senden.',
    dropped: () => 'Die Sendung war zurückgehalten und wurde verworfen.',
    'dropped-as-sent': () =>
      'Die Sendung war zurückgehalten und wurde verworfen: Eine andere Kopie dieser Installation hatte sie schon gesendet.',
    'first-few': ({ minutes, until, timeZone }) =>
      until === null
        ? `Sie geht zuerst an wenige Leser. Die anderen folgen ${minutes === 1 ? 'eine Minute' : `${minutes} Minuten`} später, wenn nicht zu viel zurückkommt.`
        : `Die ersten Leser haben sie. Die anderen folgen am ${moment(until, timeZone)}, wenn bis dahin nicht zu viel zurückkommt.`,
    'server-unusable': ({ reply, via }) =>
      `Der Mailserver ist zurzeit nicht benutzbar: ${sentence(reply ?? 'er antwortet nicht')} ${
        via === null ? TRY_AGAIN : meanwhile(via)
      }`,
    'warm-up-full': ({ transport, limit, via }) =>
      `Die Aufwärmphase von ${transport} erlaubt heute ${limit} Nachrichten. ${
        via === null ? 'Der Rest geht morgen (UTC) von selbst hinaus.' : meanwhile(via)
      }`,
    'slow-server': ({ perMinute, reply }) =>
      `Der Mailserver nimmt zurzeit etwa ${perMinute} Nachrichten je Minute an, deshalb geht die Post in diesem Tempo hinaus. Seine Antwort: ${sentence(reply)}`,
    'bounces-high': ({ bounced, answered }) =>
      `Viele Adressen gibt es nicht: ${share(bounced, answered)}, als es auffiel. Mailserver beurteilen Absender danach; finden Sie heraus, woher diese Adressen stammen.`,
    'domains-refuse': ({ groups }) =>
      `Mailserver haben viele Leser mit denselben Worten abgelehnt, was selten an den Lesern liegt: ${sentence(
        groups
          .map(({ domain, count, reply }) => `${domain} lehnte ${count} Leser ab mit „${reply}“`)
          .join('; '),
      )} Deshalb wurde niemand gesperrt.`,
    'complaints-high': ({ complained, answered }) =>
      `Viele Leser nannten sie Spam: ${share(complained, answered)}, als es auffiel. Postfachanbieter beurteilen Absender danach; fragen Sie sich, wer sie bekam und was die Leser erwartet haben.`,
    'domains-return': ({ groups }) =>
      `Mailserver nahmen Mail an und schickten sie zurück, wegen des Absenders oder des Inhalts: ${sentence(
        groups
          .map(
            ({ domain, count, reply }) =>
              `${domain} bei ${count === 1 ? 'einem Leser' : `${count} Lesern`}, mit „${reply}“`,
          )
          .join('; '),
      )} Deshalb wurde niemand gesperrt.`,
    'tls-off': () => 'Mails und Passwort gehen im Klartext über die Leitung, weil TLS ausgeschaltet ist.',
    'certificates-unchecked': () =>
      'Ein anderer Server könnte sich als der Mailserver ausgeben, weil Zertifikate nicht geprüft werden.',
    'endpoint-without-tls': () =>
      'Mails gehen im Klartext über die Leitung, weil der Endpunkt kein TLS verwendet.',
    'exim-queues': ({ messages }) =>
      `Der Server ist Exim. Er stellt ${messages} Nachrichten einer Verbindung sofort zu und lässt die übrigen bis zum nächsten Lauf seiner Warteschlange liegen: Setzen Sie --messages-per-connection ${messages}, falls Ihrer so eingestellt ist.`,
    'clocks-skip': ({ timeZone, at, moved }) =>
      `Die Uhren in ${timeZone} überspringen an diesem Tag ${at}: Die Sendung geht um ${moved} hinaus.`,
    'clocks-repeat': ({ timeZone, at }) =>
      `Die Uhren in ${timeZone} zeigen an diesem Tag zweimal ${at}: Die Sendung geht beim ersten Mal hinaus.`,
    flood: ({ count, limit }) =>
      count === null || limit === null
        ? 'Viele kamen auf einmal, deshalb wartet er auf Sie.'
        : `${count === 1 ? 'Er kam zusammen mit Artikeln, die unter anderen Kennungen schon bekannt waren' : `${count} kamen auf einmal`}. Mehr als ${limit} auf einmal sind meist eine Änderung am Feed und keine Neuigkeiten.`,
    'gone-from-feed': () =>
      'Er verschwand aus dem Feed, bevor seine E-Mail fällig war. Taucht er wieder auf, geht es von selbst weiter.',
    'gone-from-site': () =>
      'Seine Seite fehlt auf der Website. Taucht sie wieder auf, geht es von selbst weiter.',
    'feed-removed': () => 'Sein Feed wurde entfernt, bevor seine E-Mail fällig war.',
    'maybe-known': ({ title }) => `Er ist vielleicht „${title}“ unter einer anderen Adresse.`,
    'date-unread': () => 'Sein Datum ist nicht lesbar, also weiß niemand, ob er fällig ist.',
    'date-missing': () =>
      'Er hat kein Datum oder eines vor 1970, obwohl fast alle anderen Artikel seines Feeds eines haben. Vielleicht ist er eine Seite und kein Artikel.',
    'dated-long-ago': () =>
      'Er tauchte erst jetzt auf, ist aber älter als die schon bekannten Artikel. Vielleicht ist er ein alter Artikel oder ein Entwurf mit altem Datum.',
    'far-future': () => 'Sein Datum liegt mehr als 30 Tage in der Zukunft.',
    'members-only': () => 'Auf der Website können ihn nur Mitglieder lesen.',
    garbled: () =>
      'Einige seiner Zeichen sind nicht lesbar, weil der Feed eine andere Kodierung nennt, als er hat.',
    'held-by-editor': () => 'Die Redaktion hält ihn zurück. Er wartet, bis ihn jemand freigibt.',
  },
  causes: {
    'refused-by-all': () => ({
      what: 'Der Mailserver lehnt diese E-Mail für alle ab.',
      advice: `Die Sendung ist angehalten. Setzen Sie sie fort, wenn die Ursache behoben ist. ${ANOTHER_TRY}`,
    }),
    'refused-since': ({ domain }) => ({
      what:
        domain === null
          ? 'Der Mailserver nahm diese E-Mail anfangs an und lehnt sie seitdem für alle ab.'
          : `Der Mailserver nahm diese E-Mail für andere an und lehnt sie für alle bei ${domain} ab.`,
      advice: `Die Sendung ist angehalten. Setzen Sie sie fort, wenn die Ursache behoben ist. ${ANOTHER_TRY}`,
    }),
    'in-doubt': () => ({
      what: 'Der Mailserver empfängt Nachricht um Nachricht und sagt nie, ob er sie annimmt.',
      advice:
        'Die Sendung ist angehalten. Setzen Sie sie fort, wenn die Ursache behoben ist. Leser, bei denen der Ausgang unklar ist, bekommen dann noch einen Versuch.',
    }),
    'too-large': () => ({
      what: 'Die E-Mail ist größer, als der Mailserver annimmt.',
      advice:
        'Die Sendung ist angehalten. Lassen Sie den Server größere Mails annehmen oder wählen Sie einen anderen Versandweg, und setzen Sie die Sendung fort; oder brechen Sie sie ab und senden Sie eine kürzere E-Mail.',
    }),
    'many-bounces': ({ bounced, answered }) => ({
      what: `Von den letzten Adressen gibt es ${share(bounced, answered)} nicht, und Mailserver beurteilen Absender danach.`,
      advice:
        'Die Sendung ist angehalten. Finden Sie heraus, woher diese Adressen stammen; setzen Sie sie dann fort, oder brechen Sie sie ab.',
    }),
    'many-doubted-bounces': ({ bounced, answered, domain }) => ({
      what: `Mailserver sagen, dass es von den letzten Adressen ${share(bounced, answered)} nicht gibt, und nahmen ${
        domain === null ? 'bei diesen Domains' : `bei ${domain}`
      } auch sonst nichts an. Das liegt selten an den Lesern.`,
      advice: `Die Sendung ist angehalten. Finden Sie heraus, warum diese Server sie ablehnen; setzen Sie sie dann fort, oder brechen Sie sie ab. ${ANOTHER_TRY}`,
    }),
    'many-refusals': ({ refused, answered, domain }) => ({
      what: `Von den letzten Nachrichten wurden ${share(refused, answered)} wegen ihres Inhalts oder ihres Absenders abgelehnt${
        domain === null ? '' : `, fast alle bei ${domain}`
      }.`,
      advice: `Die Sendung ist angehalten. Setzen Sie sie fort, wenn die Ursache behoben ist. ${ANOTHER_TRY}`,
    }),
    'many-complaints': ({ complained, answered }) => ({
      what: `Von den letzten Lesern nannten sie ${share(complained, answered)} Spam, und Postfachanbieter beurteilen Absender danach.`,
      advice:
        'Die Sendung ist angehalten. Diese Leser bekommen keine Mail mehr. Finden Sie heraus, wer sie bekam und was die Leser erwartet haben; setzen Sie sie dann fort, oder brechen Sie sie ab.',
    }),
    'not-composed': ({ error }) => ({
      what: `Die E-Mail lässt sich nicht zusammensetzen: ${sentence(error)}`,
      advice:
        'Die Sendung ist angehalten, und es geht niemand verloren. Korrigieren Sie den Absender, die Adressen des Newsletters oder PUBLIC_URL und setzen Sie die Sendung fort; oder brechen Sie sie ab.',
    }),
  },
  serverSaid: (reply) => `Der Mailserver sagte: ${sentence(reply)}`,
};

function gapText({ kind, from, until, timeZone }: GapParams): string {
  const [first, last] = [moment(from, timeZone), moment(until, timeZone)];
  switch (kind) {
    case 'down':
      return `Paperround stand vom ${first} bis zum ${last} still.`;
    case 'older':
      return `Diese Datenbank ist älter als das, was diese Installation schon gesendet hat: Sie weiß nichts von der Zeit vom ${first} bis zum ${last}.`;
    case 'copied':
      return `Diese Installation läuft auf einer Kopie ihrer Daten vom ${first}; die Kopie startete am ${last}.`;
    case 'restored':
      return `Eine Sicherung vom ${first} wurde am ${last} eingespielt.`;
  }
}

const meanwhile = (via: string) => `Bis dahin geht die Post über ${via} hinaus.`;

const count = (number: number) => number.toLocaleString('de-DE');

/** `14 von 230 (6,1 %)` */
const share = (part: number, whole: number) =>
  `${part} von ${whole} (${((100 * part) / whole).toFixed(1).replace('.', ',')} %)`;

/** `5. März 2026, 06:10 MEZ` */
export function moment(at: string, timeZone: string): string {
  const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return new Date(at).toLocaleString('de-DE', { ...day, ...time, timeZone }).replace(' um ', ', ');
}

const titlesOf = ({ titles, more }: { titles: string[]; more: number }) =>
  titles.map((title) => `„${title}“`).join(', ') + (more === 0 ? '' : ` und ${more} weitere`);
