import { hooksDe } from '../desk/hooks-de.ts';
import { moment } from '../reasons/de.ts';
import type { AlertWords } from './alerts.ts';
import { share, watchDe } from './watch-de.ts';

const WAITS =
  'Es geht nichts verloren: Paperround versucht es von selbst erneut und macht weiter, wo es aufgehört hat. Falls der Server etwas von Ihnen will, steht es in seiner Antwort.';
const RELEASE_MAILS =
  'geben Sie die Mails jetzt frei: auf der Seite „Heute“ oder mit dem Befehl „paperround sign-ups release“.';

export const german: AlertWords = {
  alerts: {
    'legacy-alert': ({ headline, about, what, advice }) => ({ headline, about, what, advice }),
    'send-paused': ({ sendId, subject, cause }, { causeSays }) => {
      const { what, advice } = causeSays(cause);
      return {
        headline: 'Eine Sendung ist angehalten',
        about: subject,
        what,
        advice: `${advice} Der Befehl zum Fortsetzen: npx paperround send resume ${sendId}`,
      };
    },
    'send-met-refusals': ({ subject, cause }, { causeSays }) => ({
      headline: 'Eine Sendung wurde oft abgelehnt',
      about: subject,
      what: causeSays(cause).what,
      advice:
        'Die Sendung ist vorbei, es lässt sich also nichts mehr anhalten. Klären Sie die Ursache vor der nächsten.',
    }),
    'send-bounces': ({ subject, bounced, answered }) => ({
      headline: 'Viele Adressen einer Sendung gibt es nicht',
      about: subject,
      what: `Von den letzten Adressen gibt es ${share(bounced, answered)} nicht, und Mailserver beurteilen Absender danach. Die Sendung geht weiter.`,
      advice:
        'Diese Adressen bekommen keine Mail mehr. Finden Sie heraus, woher sie stammen, etwa aus einer alten Liste. Werden es viel mehr, hält Paperround die Sendung an und meldet sich.',
    }),
    'send-complaints': ({ subject, complained, answered }) => ({
      headline: 'Viele Leser nannten eine Sendung Spam',
      about: subject,
      what: `Von den letzten Lesern nannten sie ${share(complained, answered)} Spam, und Postfachanbieter beurteilen Absender danach. Die Sendung geht weiter.`,
      advice:
        'Diese Leser bekommen keine Mail mehr. Fragen Sie sich, wer sie bekam und was die Leser erwartet haben. Werden es viel mehr, hält Paperround die Sendung an und meldet sich.',
    }),
    'domain-returns': ({ subject, domain, count }) => ({
      headline: `Mail an ${domain} kommt zurück`,
      about: subject,
      what: `Der Mailserver für ${domain} nahm die Mail an ${count === 1 ? 'einen Leser' : `${count} Leser`} an und schickte sie zurück, wegen des Absenders oder des Inhalts. Das liegt nicht an den Lesern, deshalb wurde niemand gesperrt.`,
      advice:
        'Vielleicht sagt seine Antwort, was er von Ihnen will. Prüfen Sie Sperrlisten, prüfen Sie SPF, DKIM und DMARC mit „npx paperround doctor“, oder schreiben Sie seinem Postmaster.',
    }),
    'domain-refuses': ({ subject, domain, count }) => ({
      headline: `Mail an ${domain} wird abgelehnt`,
      about: subject,
      what: `Der Mailserver für ${domain} lehnte alle ${count} übrigen Leser mit denselben Worten ab. Das liegt selten an den Lesern, deshalb wurde niemand gesperrt.`,
      advice:
        'Vielleicht sagt seine Antwort, was er von Ihnen will. Prüfen Sie Sperrlisten, prüfen Sie SPF, DKIM und DMARC mit „npx paperround doctor“, oder schreiben Sie seinem Postmaster. Gibt es diese Adressen wirklich nicht mehr, melden Sie sie ab.',
    }),
    'transport-out': ({ subject, transport, via }) => ({
      headline: via === null ? 'Sendungen warten auf den Mailserver' : 'Ein Mailserver ist ausgefallen',
      about: subject,
      what: `Der Mailserver des Versandwegs ${transport} ist nicht erreichbar oder verweigert den Dienst; seitdem ging keine Mail darüber hinaus. ${
        via === null
          ? 'Diese E-Mail wartet, und mit ihr alle Post, die keinen anderen Weg hat.'
          : `Bis dahin geht die Post über ${via} hinaus.`
      }`,
      advice: `${WAITS} Sofort ausprobieren: „npx paperround transport check ${transport}“.`,
    }),
    'send-not-accepted': ({ subject }) => ({
      headline: 'Der Mailserver nimmt eine Sendung nicht an',
      about: subject,
      what: 'Der Mailserver nimmt keine Nachricht dieser Sendung an: wegen des Absenders, der Größe oder der Signatur. Seitdem ging keine Nachricht dieser Sendung hinaus.',
      advice: `${WAITS} „npx paperround doctor“ prüft die ganze Installation.`,
    }),
    'sends-late': ({ sendId, subject, count, reason }, { says }) => ({
      headline:
        count === 1
          ? 'Eine Sendung ist verspätet und wird zurückgehalten'
          : `${count} Sendungen sind verspätet und werden zurückgehalten`,
      about: subject,
      what: says(reason),
      advice:
        count === 1
          ? `Entscheiden Sie auf der Seite der Sendung oder mit dem Befehl: npx paperround send release ${sendId}`
          : 'Entscheiden Sie auf den Seiten der Sendungen oder mit den Befehlen: npx paperround send held, dann send release oder send drop mit den Nummern.',
    }),
    'digest-late': ({ name, dueAt, timeZone }) => ({
      headline: 'Eine Zusammenfassung ist überfällig',
      about: name,
      what: `Sie war am ${moment(dueAt, timeZone)} fällig. Sie ging nicht hinaus, obwohl es Artikel dafür gibt.`,
      advice:
        'Es geht nichts verloren: Die Artikel kommen mit ihr oder mit der nächsten. Auf der Seite „Heute“ steht, worauf sie wartet. „npx paperround doctor“ prüft die ganze Installation.',
    }),
    'review-unanswered': ({ sendId, subject }) => ({
      headline: 'Niemand hat geantwortet: Eine Sendung wird zurückgehalten',
      about: subject,
      what: 'Die Redaktion wurde gebeten, sie zu prüfen, und niemand hat rechtzeitig geantwortet. Sie wird zurückgehalten, wie es eingestellt ist. Kein Leser hat sie bekommen.',
      advice: `Geben Sie sie auf der Seite „Heute“ frei oder mit dem Befehl: npx paperround send release ${sendId}`,
    }),
    'review-without-people': ({ sendId, subject, outcome }) => ({
      headline: 'Niemand kann eine Sendung prüfen',
      about: subject,
      what: `Sie soll geprüft werden, bevor sie hinausgeht, aber sonst darf hier niemand senden. ${
        outcome === 'send'
          ? 'Hält sie niemand zurück, geht sie zu ihrer Zeit hinaus.'
          : outcome === 'hold'
            ? 'Sie wird zu ihrer Zeit zurückgehalten, wie es eingestellt ist.'
            : 'Sie wartet, bis eine zweite Person sie genehmigt.'
      }`,
      advice: `Geben Sie jemandem das Recht zu senden, oder ändern Sie die Prüfung in den Einstellungen. Ansehen: npx paperround send show ${sendId}`,
    }),
    'review-mail-refused': ({ subject }) => ({
      headline: 'Eine Mail an die Redaktion wurde abgelehnt',
      about: subject,
      what: 'Sie bat eine Person, diese Sendung zu prüfen, bevor sie hinausgeht. Der Mailserver hat sie abgelehnt; vielleicht weiß diese Person nichts davon.',
      advice:
        'Korrigieren Sie die Adresse der Person, und sehen Sie sich die Sendung auf der Seite „Heute“ an.',
    }),
    'sends-held': ({ subject, count, gap }, { says }) => ({
      headline: count === 1 ? 'Eine Sendung wird zurückgehalten' : `${count} Sendungen werden zurückgehalten`,
      about: subject,
      what: `${says({ code: 'gap', params: gap })} Was bis dahin fällig war, wird zurückgehalten, weil es schon hinausgegangen sein kann. Es geht nichts verloren.`,
      advice:
        'Entscheiden Sie einmal auf der Seite „Heute“: jetzt senden, oder verwerfen, falls eine andere Kopie gesendet hat. Als Befehl: npx paperround send held, dann send release --all oder send drop --all. Artikel aus dieser Zeit, die Feeds später bringen, warten auf dieselbe Antwort.',
    }),
    'email-held': ({ subject, fault }) => ({
      headline: 'Eine E-Mail wird zurückgehalten',
      about: subject,
      what: `${
        fault === 'too-hard'
          ? 'Diese E-Mail aufzubereiten kostet zu viel Zeit oder Speicher'
          : 'Diese E-Mail ließ sich nicht aufbereiten'
      }; Paperround hat es zweimal versucht. Sie ging an niemanden, und sonst wartet nichts auf sie.`,
      advice:
        'Vielleicht ist darin etwas sehr oft wiederholt oder verschachtelt, etwa Tabellen in Tabellen. Korrigieren Sie das und setzen Sie die Sendung fort, oder brechen Sie sie ab.',
    }),
    'articles-held': ({ title, count, groups }, { says }) => ({
      headline: count === 1 ? 'Ein Artikel wird zurückgehalten' : `${count} Artikel werden zurückgehalten`,
      about: count === 1 ? title : `${title} und ${count - 1} weitere`,
      what: groups
        .map(
          ({ titles, more, reason }) =>
            `${titles.map((one) => `„${one}“`).join(', ')}${more > 0 ? ` und ${more} weitere` : ''}: ${says(reason)}`,
        )
        .join(' '),
      advice:
        'Davon wird nichts versandt, bis Sie entscheiden: auf der Seite „Heute“ freigeben oder verwerfen.',
    }),
    'feed-failing': ({ feed, url, error }, { says }) => ({
      headline: 'Ein Feed ist nicht lesbar',
      about: feed,
      what: `${error ? says(error) : 'Der Feed ließ sich nicht lesen.'} Seine Adresse ist ${url}. Solange das dauert, sieht Paperround keine neuen Artikel daraus.`,
      advice:
        'Paperround versucht es weiter. Prüfen Sie, ob sich die Adresse noch im Browser öffnet; Sie können sie ändern, den Feed anhalten oder ihn entfernen.',
    }),
    'feed-gone': ({ feed, url, error }, { says }) => ({
      headline: 'Einen Feed gibt es nicht mehr',
      about: feed,
      what: `${error ? says(error) : 'Der Feed ließ sich nicht lesen.'} Seine Adresse ist ${url}. Paperround sieht keine neuen Artikel daraus.`,
      advice: 'Paperround liest ihn nicht mehr. Geben Sie seine neue Adresse ein, oder entfernen Sie ihn.',
    }),
    'feed-silent': ({ feed, url }) => ({
      headline: 'Ein Feed bringt nichts Neues',
      about: feed,
      what: `Paperround kann ihn lesen, aber er hat doppelt so lange wie jemals in den letzten drei Monaten keinen neuen Artikel gebracht. Seine Adresse ist ${url}.`,
      advice:
        'Falls Sie inzwischen etwas veröffentlicht haben, sehen Sie nach, ob es im Feed steht: Manche Websites zeigen weiter eine alte Fassung oder haben den Feed verlegt. Sonst müssen Sie nichts tun; mit dem nächsten Artikel ist es von selbst vorbei.',
    }),
    'hook-refused': ({ provider, refusal }) => ({
      headline: 'Aufrufe eines E-Mail-Dienstes werden abgewiesen',
      about: provider,
      what: `Seit mehr als einer Stunde weist Paperround jeden Aufruf dieses Dienstes ab. Der Grund beim letzten Aufruf: ${hooksDe.refusals[refusal]}. Was der Dienst über Bounces und Beschwerden meldet, zählt solange nicht.`,
      advice:
        'Vergleichen Sie den Schlüssel in den Einstellungen des Newsletters („Ihr E-Mail-Dienst“) mit dem beim Dienst. Die meisten Dienste versuchen es einige Stunden lang erneut; wenn Sie schnell sind, geht nichts verloren.',
    }),
    'template-fell-back': ({ mail, fault }, { templateSays }) => ({
      headline: 'Aus einer Ihrer Vorlagen wird keine E-Mail',
      about: {
        article: 'Artikel',
        digest: 'Zusammenfassungen',
        letter: 'Rundschreiben',
        correction: 'Korrekturen',
      }[mail],
      what: `${fault === null ? 'Die Vorlage braucht zu lange.' : templateSays(fault)} Die E-Mails gehen mit den Vorlagen hinaus, die Paperround mitbringt.`,
      advice:
        'Verbessern Sie die Vorlage auf der Seite „Aussehen und Vorlagen“, oder kehren Sie dort zum Standard zurück. Paperround schreibt Ihnen höchstens einmal am Tag deswegen.',
    }),
    'webhook-off': ({ host, reason }) => ({
      headline: 'Ein Webhook wurde abgeschaltet',
      about: host,
      what: `${
        reason === 'gone'
          ? 'Der Empfänger hat geantwortet, dass es diese Adresse nicht mehr gibt (410).'
          : 'Der Empfänger hat drei Tage lang keinen Aufruf angenommen.'
      } Paperround ruft ihn nicht mehr auf. Was geschieht, bis Sie ihn wieder einschalten, wird für ihn nicht festgehalten.`,
      advice:
        'Sehen Sie sich in den Einstellungen des Newsletters („Webhooks“) die letzten Aufrufe und Antworten an. Wenn der Empfänger wieder arbeitet, schalten Sie den Webhook ein: Was noch wartete, geht hinaus, und den Rest können Sie wiederholen.',
    }),
    'sign-ups-held': ({ isForEverybody }) => ({
      headline: 'Bestätigungsmails werden zurückgehalten',
      about: isForEverybody ? 'Anmeldungen bei allen Mailanbietern' : 'Anmeldungen bei einem Mailanbieter',
      what: `In der letzten Stunde haben sich weit mehr Leute angemeldet als sonst und nicht bestätigt. Vielleicht trägt ein Bot fremde Adressen ein. Bestätigungsmails ${
        isForEverybody ? 'aller Newsletter' : 'an Adressen bei diesem Anbieter'
      } warten. Browser rechnen jetzt kurz, bevor eine Anmeldung zählt; wer das getan hat, bekommt die Mail sofort. Keine Anmeldung geht verloren, und Newsletter gehen wie gewohnt hinaus.`,
      advice: `Die Mails gehen von selbst hinaus, wenn es ruhiger ist. Wenn Sie wissen, woher diese Leute kommen, ${RELEASE_MAILS}`,
    }),
    'sign-ups-crowd': ({ mails }) => ({
      headline: 'Sehr viele Anmeldungen aus einem Netz',
      about: `${mails} Bestätigungsmails warten`,
      what: 'Innerhalb einer Stunde haben sich aus einem Netz mehr Leute angemeldet, als es Mails auslösen darf. Das kann ein Bot sein, oder eine Schule oder ein Büro. Von ihren Bestätigungsmails gehen jede Stunde einige hinaus; alle anderen bekommen ihre sofort.',
      advice: `Wenn Sie diese Leute kennen, ${RELEASE_MAILS} Sonst ist nichts zu tun.`,
    }),
    ...watchDe,
  },
  mail: {
    about: 'Betrifft',
    newsletter: 'Newsletter',
    since: 'Seit',
    reply: 'Antwort des Mailservers:',
    button: '„Heute“ öffnen',
    why: 'Sie erhalten diese E-Mail, weil Sie diesen Newsletter in Paperround verwalten.',
  },
};
