import { sentence } from '../../platform/sentence.ts';
import { germanLetterFaults } from '../reasons/letter-faults-de.ts';
import { letterFaultText } from '../reasons/letter-faults.ts';
import { moment } from '../reasons/de.ts';
import type { CheckWords } from './checks.ts';
import { shortUrl } from './short-url.ts';

const SPAM = 'Mailprogramme können die Mail ablehnen oder in den Spam-Ordner legen.';

export const germanChecks: CheckWords = {
  found: {
    'subject-missing': () => ({
      what: 'Der Betreff fehlt.',
      why: 'Schreiben Sie einen: Nach ihm entscheiden die Leser, ob sie die Mail öffnen.',
    }),
    'no-postal-address': () => ({
      what: 'Die Postanschrift fehlt.',
      why: 'Das Gesetz verlangt sie in jeder Mail. Ohne sie geht nichts hinaus.',
    }),
    'text-faulty': ({ fault }) => ({
      what: 'Aus dem Text kann keine E-Mail werden.',
      why: letterFaultText(fault, germanLetterFaults),
    }),
    'article-gone': () => ({
      what: 'Der Artikel wurde zurückgezogen.',
      why: 'Es gibt nichts mehr zu senden.',
    }),
    'too-hard': () => ({
      what: 'Die E-Mail aufzubereiten dauert zu lange.',
      why: 'Etwas darin ist sehr oft wiederholt oder verschachtelt. Kürzen Sie den Text.',
    }),
    'not-made': ({ error }) => ({ what: 'Die E-Mail kann nicht entstehen.', why: error }),
    'subject-long': ({ characters }) => ({
      what: `Der Betreff hat ${characters} Zeichen.`,
      why: 'Handys zeigen davon etwa 40, andere Mailprogramme etwa 70.',
    }),
    'placeholder-left': ({ found }) => ({
      what: `Es ist noch Platzhaltertext da: ${list(found)}.`,
      why: 'Die Leser sähen ihn so, wie er ist.',
    }),
    'variable-left': ({ found }) => ({
      what: `Ein Platzhalter wird nicht ausgefüllt: ${list(found)}.`,
      why: 'Die Leser sähen ihn so, wie er ist.',
    }),
    'alt-missing': ({ count, first }) => ({
      what:
        count === 1 ? 'Ein Bild hat keinen Alternativtext.' : `${count} Bilder haben keinen Alternativtext.`,
      why: `${count === 1 ? 'Es ist' : 'Das erste ist'} ${shortUrl(first)}. Sagen Sie, was es zeigt: Viele Leser sehen keine Bilder.`,
    }),
    'size-over': ({ kilobytes }) => ({
      what: `Die Mail hat mit den längsten Links ${kilobytes} kB.`,
      why: 'Gmail schneidet ab, was über 102 kB hinausgeht, und damit den Abmelde-Link. Kürzen Sie den Text.',
    }),
    'picture-heavy': ({ url, kilobytes }) => ({
      what: `Ein Bild ist schwer: ${size(kilobytes)}.`,
      why: `${shortUrl(url)} lädt bei langsamer Verbindung lange. Unter 1 MB ist gut.`,
    }),
    'picture-large': ({ url, width, height }) => ({
      what: `Ein Bild ist sehr groß: ${width} × ${height} Pixel.`,
      why: `Die Mail zeigt ${shortUrl(url)} 536 Pixel breit. Das Doppelte ist auf jedem Bildschirm scharf.`,
    }),
    'picture-broken': ({ url, status }) => ({
      what: 'Ein Bild lässt sich nicht laden.',
      why: `${shortUrl(url)} ${status === null ? 'ist nicht zu erreichen.' : `antwortete mit ${status}.`}`,
    }),
    'link-broken': ({ url, status }) => ({
      what: 'Ein Link antwortet „nicht gefunden“.',
      why: `${shortUrl(url)} antwortete mit ${status}.`,
    }),
    'link-faulty': ({ url, status }) => ({
      what: 'Ein Link führt zu einem Server mit einem Fehler.',
      why: `${shortUrl(url)} antwortete mit ${status}. Öffnen Sie ihn vor dem Senden noch einmal.`,
    }),
    'link-slow': ({ url }) => ({
      what: 'Ein Link antwortet nicht rechtzeitig.',
      why: `${shortUrl(url)} gab in zehn Sekunden keine Antwort. Vielleicht ist der Server nur beschäftigt; öffnen Sie ihn vor dem Senden noch einmal.`,
    }),
    'link-unreachable': ({ url }) => ({
      what: 'Ein Link lässt sich nicht öffnen.',
      why: `${shortUrl(url)} nimmt keine Verbindung an oder bricht sie ab.`,
    }),
    'link-no-site': ({ url, host }) => ({
      what: 'Ein Link führt zu einer Website, die es nicht gibt.',
      why: `Niemand kennt ${host}. Der Link ist ${shortUrl(url)}.`,
    }),
    'link-loops': ({ url }) => ({
      what: 'Ein Link führt im Kreis.',
      why: `${shortUrl(url)} wird immer wieder umgeleitet.`,
    }),
    'link-to-home': ({ url, to }) => ({
      what: 'Ein Link führt stattdessen auf eine Startseite.',
      why: `${shortUrl(url)} wird zu ${shortUrl(to)} umgeleitet. Vielleicht gibt es die Seite nicht mehr.`,
    }),
    'link-private': ({ url }) => ({
      what: 'Ein Link geht nur in Ihrem Netz.',
      why: `Die Leser können ${shortUrl(url)} nicht erreichen.`,
    }),
    'link-unencrypted': ({ url, count }) => ({
      what: count === 1 ? 'Ein Link beginnt mit http://.' : `${count} Links beginnen mit http://.`,
      why: `Browser warnen vor solchen Seiten. ${count === 1 ? 'Es ist' : 'Der erste ist'} ${shortUrl(url)}. Versuchen Sie es mit https://.`,
    }),
    'link-says-nothing': ({ words, url }) => ({
      what: `Ein Link sagt nur „${words}“.`,
      why: `Sagen Sie, wohin er führt (${shortUrl(url)}): Manche Leser hören oder sehen nur die Links.`,
    }),
    'heading-skipped': ({ heading, from, to }) => ({
      what: 'Eine Überschrift überspringt eine Stufe.',
      why: `„${heading}“ hat Stufe ${to} und folgt auf Stufe ${from}. Wer von Überschrift zu Überschrift springt, verliert den Weg.`,
    }),
    'dark-unreadable': ({ words, ratio, count }) => ({
      what: 'Text ist im dunklen Aussehen schwer zu lesen.',
      why: `„${words}“ hat dort einen Kontrast von ${ratio.toFixed(1).replace('.', ',')} : 1${count === 1 ? '' : `, ebenso ${count - 1} weitere Stellen`}. Gut lesbar ist ab 4,5 : 1.`,
    }),
    'language-differs': ({ looks, is }) => ({
      what: `Der Text sieht nach ${LANGUAGES[looks] ?? looks} aus, der Newsletter ist auf ${LANGUAGES[is] ?? is} eingestellt.`,
      why: 'Vorleseprogramme sprächen ihn falsch aus, und die Fußzeile ist in der anderen Sprache.',
    }),
    'sender-unknown': ({ domain }) => ({ what: `${domain} gibt es im DNS nicht.`, why: SPAM }),
    'sender-spf': ({ domain }) => ({ what: `SPF von ${domain} ist nicht in Ordnung.`, why: SPAM }),
    'sender-dkim': ({ domain }) => ({ what: `DKIM von ${domain} ist nicht in Ordnung.`, why: SPAM }),
    'sender-dmarc': ({ domain }) => ({ what: `DMARC von ${domain} ist nicht in Ordnung.`, why: SPAM }),
    'mail-stays-here': ({ transport }) => ({
      what: 'Noch verlässt keine Mail diesen Rechner.',
      why: `Der Versandweg ${transport} bewahrt sie nur auf. Richten Sie zuerst einen Mailserver ein, sonst bekommt sie niemand.`,
    }),
    'transport-out': ({ transport, reply }) => ({
      what: 'Der Mailserver ist außer Betrieb.',
      why: `Der Versandweg ${transport} ist nicht zu gebrauchen${reply === null ? '.' : `: ${sentence(reply)}`} Die Mail wartet und geht von selbst hinaus, sobald es geht.`,
    }),
    'links-lead-nowhere': ({ publicUrl }) => ({
      what: 'Die Abmelde-Links führen ins Leere.',
      why: `Sie beginnen mit ${publicUrl}, und das können die Leser nicht erreichen. Wer Paperround betreibt, muss PUBLIC_URL setzen.`,
    }),
    'subject-just-sent': ({ sendId, minutes }) => ({
      what: `Eine Mail mit diesem Betreff ging vor ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} hinaus.`,
      why: `Es ist Sendung ${sendId}. Ist diese hier dieselbe?`,
    }),
    'subject-sent-lately': ({ sendId, at, timeZone }) => ({
      what: 'Eine Mail mit diesem Betreff ging in dieser Woche hinaus.',
      why: `Es war Sendung ${sendId}, am ${moment(at, timeZone)}.`,
    }),
    'subject-planned-too': ({ sendId, at, timeZone }) => ({
      what: 'Noch eine Mail mit diesem Betreff ist geplant.',
      why: `Es ist Sendung ${sendId}, für den ${moment(at, timeZone)}.`,
    }),
    'time-passed': ({ at, timeZone }) => ({
      what: 'Ihre Zeit ist vorbei.',
      why: `Sie war am ${moment(at, timeZone)} fällig.`,
    }),
    'audience-empty': () => ({
      what: 'Niemand bekäme sie.',
      why: 'Zurzeit passt kein bestätigter Leser zu ihrem Publikum.',
    }),
  },
  passed: {
    subject: () => 'Der Betreff ist da und nicht zu lang',
    placeholders: () => 'Kein Platzhaltertext (TODO, lorem, XXX)',
    variables: () => 'Jeder Platzhalter wird ausgefüllt',
    'alt-texts': () => 'Alle Bilder haben einen Alternativtext',
    pictures: () => 'Kein Bild ist schwer oder fehlt',
    size: ({ kilobytes }) => `${kilobytes} kB mit den längsten Links; Gmail schneidet bei 102 ab`,
    links: () => 'Alle Links, die sich prüfen ließen, antworten',
    'link-words': () => 'Jeder Link sagt, wohin er führt',
    headings: () => 'Überschriften in Ordnung',
    dark: () => 'Dunkles Aussehen: Der Text bleibt lesbar',
    language: () => 'Die Sprache ist die eingestellte',
    address: () => 'Postanschrift, Links zum Abmelden und zu den Einstellungen',
    sender: () => 'Nichts gegen SPF, DKIM und DMARC gefunden',
    transport: () => 'Mail kann hinausgehen',
    'same-subject': () => 'Keine andere Mail mit diesem Betreff in dieser Woche',
    time: () => 'Die Zeit liegt in der Zukunft, oder sie geht sofort',
    audience: () => 'Jemand bekommt sie',
  },
};

const LANGUAGES: Record<string, string> = {
  en: 'Englisch',
  de: 'Deutsch',
  fr: 'Französisch',
  es: 'Spanisch',
};
const list = (found: string[]) => found.map((one) => `„${one}“`).join(', ');
const size = (kilobytes: number) =>
  kilobytes < 1000 ? `${kilobytes} kB` : `${(kilobytes / 1000).toFixed(1).replace('.', ',')} MB`;
