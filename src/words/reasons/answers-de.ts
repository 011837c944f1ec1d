import { sentence } from '../../platform/sentence.ts';
import type { Answers, AnswerWords } from './answers.ts';
import { germanCorrected } from './corrected-de.ts';
import { moment } from './de.ts';
import { germanFates } from './fates-de.ts';

const list = (names: string[]) => new Intl.ListFormat('de').format(names);
/** A digest may have a hundred. */
const firstOf = (titles: string[]) => [...titles.slice(0, 5), ...(titles.length > 5 ? ['…'] : [])].join('; ');
const tries = (count: number) => (count === 1 ? 'einem Versuch' : `${count} Versuchen`);
const on = (at: string | null, timeZone: string) => (at === null ? '' : ` am ${moment(at, timeZone)}`);
/** A server's words begin with a code; others are Paperround's own. */
const itSaid = (reply: string | null) =>
  reply === null ? '' : ` ${/^\d{3}\b/.test(reply) ? 'Er sagte: ' : ''}${sentence(reply)}`;

export const germanAnswers: AnswerWords = {
  ...germanFates,
  'unknown-address': {
    no: () =>
      'Kein Leser dieses Newsletters hat diese Adresse. Von gelöschten Lesern bleibt nichts, was man hier sehen könnte.',
  },
  'article-may-go': {
    yes: ({ at, timeZone }) => `Paperround darf den Artikel seit dem ${moment(at, timeZone)} versenden.`,
    no: articleStays,
  },
  'send-planned': {
    yes: ({ sendId, at, timeZone }) =>
      `Sendung ${sendId} des Artikels war für den ${moment(at, timeZone)} geplant.`,
    no: () => 'Es ist noch keine Sendung des Artikels geplant.',
  },
  'send-prepared': {
    yes: ({ sendId, at, timeZone, readers }) =>
      `Die Empfänger von Sendung ${sendId} wurden am ${moment(at, timeZone)} festgelegt. Es ${readers === 1 ? 'ist 1 Leser' : `sind ${readers} Leser`}.`,
    no: notPrepared,
  },
  'send-not-stopped': {
    yes: ({ sendId }) => `Niemand hat Sendung ${sendId} gestoppt.`,
    no: ({ sendId, status, reason }, says) =>
      `Sendung ${sendId} ist ${STOPPED[status]}.${reason === null ? '' : ` ${says(reason)}`}`,
  },
  'send-not-waiting': { no: ({ sendId, reason }, says) => `Sendung ${sendId} wartet. ${says(reason)}` },
  confirmed: {
    yes: ({ at, timeZone }) =>
      at === null
        ? 'Paperround wartet auf keine Bestätigung dieses Lesers.'
        : `Der Leser hat am ${moment(at, timeZone)} zugestimmt.`,
    no: ({ at, timeZone }) =>
      `Der Leser hat sich am ${moment(at, timeZone)} angemeldet und noch nicht bestätigt, deshalb bekommt er keinen Newsletter.`,
  },
  'not-unsubscribed': {
    yes: () => 'Der Leser hat sich nicht abgemeldet.',
    no: ({ at, timeZone }) =>
      at === null
        ? 'Der Leser hat sich abgemeldet.'
        : `Der Leser hat sich am ${moment(at, timeZone)} abgemeldet.`,
  },
  'not-bounced': {
    yes: () => 'Mail an die Adresse kam nicht zurück.',
    no: () => 'Mail an die Adresse kam zurück: Ein Mailserver sagte, dass es das Postfach nicht gibt.',
  },
  'not-complained': {
    yes: () => 'Der Leser hat sich nicht beschwert.',
    no: () => 'Der Leser hat einen Newsletter als Spam gemeldet.',
  },
  'not-suppressed': {
    yes: () => 'Die Adresse ist nicht gesperrt.',
    no: ({ why, isEverywhere, at, timeZone }) =>
      `Die Adresse ist seit dem ${moment(at, timeZone)} gesperrt, ${
        isEverywhere ? 'für alle Newsletter' : 'für diesen Newsletter'
      }: ${SUPPRESSIONS[why]}.`,
  },
  'not-paused': {
    yes: () => 'Der Leser macht keine Pause.',
    no: ({ until, timeZone }) =>
      `Der Leser macht Pause bis ${moment(until, timeZone)}. Was er verpasst, kommt dann in einer Mail.`,
  },
  rhythm: {
    yes: ({ rhythm, followed = [] }) =>
      followed.length > 0
        ? `Der Leser folgt ${list(followed)} und bekommt die Sendung deshalb sofort, neben seinem eigenen Rhythmus.`
        : rhythm === null
          ? 'Die Sendung ist für Leser mit jedem Rhythmus.'
          : `Die Sendung ist für Leser mit dem Rhythmus „${rhythm}“, und dieser Leser hat ihn.`,
    no: ({ rhythm, chosen }) =>
      `Die Sendung ist für Leser mit dem Rhythmus „${rhythm}“, und dieser Leser hat „${chosen}“ gewählt.`,
  },
  'under-cap': {
    yes: () => 'Der Leser kann heute noch eine einzelne Mail bekommen.',
    no: () =>
      'Der Leser hatte heute so viele einzelne Mails, wie er an einem Tag will. Der Artikel kommt in der Mail am Ende des Tages.',
  },
  follows: {
    yes: ({ followed }) => {
      if (followed === null) return 'Die Sendung ist für Leser aller Themen.';
      return followed.length === 0
        ? 'Der Leser hat keine Themen gewählt und bekommt deshalb jeden Artikel.'
        : `Der Leser folgt ${list(followed)}.`;
    },
    no: ({ topics, chosen }) =>
      `Der Leser folgt nur ${list(chosen)}. ${
        topics.length === 0 ? 'Die Sendung gehört zu keinem Thema.' : `Die Sendung gehört zu ${list(topics)}.`
      }`,
  },
  'in-segment': {
    yes: ({ segment }) => `Der Leser gehört zum Segment „${segment}“.`,
    no: ({ segment }) =>
      segment === null
        ? 'Die Sendung ist für ein Segment, das es nicht mehr gibt; deshalb bekommt sie niemand.'
        : `Die Sendung ist nur für das Segment „${segment}“, und der Leser gehört nicht dazu.`,
  },
  'in-audience': {
    yes: ({ sendId, batch, place }) =>
      `Der Leser gehört zu den Empfängern von Sendung ${sendId}: Nummer ${place} in Stapel ${batch}.`,
    no: ({ sendId, at, timeZone }) =>
      `Der Leser gehörte nicht zu den Empfängern von Sendung ${sendId}, als sie am ${moment(at, timeZone)} festgelegt wurden.`,
  },
  'in-digest': {
    yes: ({ sendId, titles, corrected, counted }) =>
      [
        ...(titles.length === 0
          ? []
          : [
              `Sendung ${sendId} bringt dem Leser ${titles.length === 1 ? '1 Artikel' : `${titles.length} Artikel`}: ${firstOf(titles)}.`,
            ]),
        ...(corrected.length === 0
          ? []
          : [`Sendung ${sendId} bringt dem Leser die Berichtigung von: ${firstOf(corrected)}.`]),
        ...(counted === 0 ? [] : [`${counted} weitere zählt sie.`]),
      ].join(' '),
    no: ({ sendId, why }) => `Sendung ${sendId} ist nicht für den Leser: ${NOT_IN_DIGEST[why]}.`,
  },
  corrected: germanCorrected,
  'in-time': {
    yes: ({ sendId, at, timeZone }) =>
      `Der Leser kam am ${moment(at, timeZone)} dazu, bevor die Empfänger von Sendung ${sendId} festgelegt wurden.`,
    no: ({ sendId, at, frozenAt, timeZone }) =>
      `Der Leser kam am ${moment(at, timeZone)} dazu, nachdem die Empfänger von Sendung ${sendId} am ${moment(frozenAt, timeZone)} festgelegt worden waren.`,
  },
  stayed: {
    no: ({ sendId, at, frozenAt, timeZone }) =>
      `Der Leser ging am ${moment(at, timeZone)}, nachdem die Empfänger von Sendung ${sendId} am ${moment(frozenAt, timeZone)} festgelegt worden waren.`,
  },
  'same-topics': {
    no: ({ sendId, at, frozenAt, timeZone }) =>
      `Der Leser änderte seine Themen am ${moment(at, timeZone)}, nachdem die Empfänger von Sendung ${sendId} am ${moment(frozenAt, timeZone)} festgelegt worden waren.`,
  },
  'same-as-then': {
    no: ({ sendId, at, timeZone }) =>
      `Heute ist jede Bedingung erfüllt. Mindestens eine war es am ${moment(at, timeZone)} nicht, als Paperround über Sendung ${sendId} entschied.`,
  },
  accepted: {
    yes: ({ sendId, at, timeZone, attempts, reply }) =>
      `Ein Mailserver nahm die Nachricht von Sendung ${sendId}${on(at, timeZone)} nach ${tries(attempts)} an.${itSaid(reply)}`,
    no: notAccepted,
  },
  once: {
    no: ({ sendId }) =>
      `Der Leser hat die Nachricht von Sendung ${sendId} vielleicht zweimal bekommen: Paperround versuchte es noch einmal, als offen war, ob der Server sie angenommen hatte.`,
  },
  'not-returned': {
    no: ({ sendId, type, kind, says, at, timeZone }) =>
      type === 'complaint'
        ? `Der Leser meldete die Nachricht von Sendung ${sendId} am ${moment(at, timeZone)} als Spam.`
        : `Zur Nachricht von Sendung ${sendId} kam am ${moment(at, timeZone)} ${RETURNED[kind] ?? `eine Rückmeldung (${kind})`}${says === '' ? '.' : `: „${says}“.`}`,
  },
};

/** Nach Art. */
const RETURNED: Record<string, string> = {
  hard: 'nachträglich eine Unzustellbarkeit, weil es das Postfach nicht gibt',
  soft: 'nachträglich eine Unzustellbarkeit, die vorübergehen kann',
  'sender-fault': 'nachträglich eine Unzustellbarkeit wegen des Absenders oder des Inhalts',
  delayed: 'die Meldung, dass sie noch unterwegs war',
  success: 'die Meldung, dass sie ankam',
  'auto-reply': 'die Antwort eines Programms',
  challenge: 'die Bitte, den Absender zu bestätigen',
};

const STOPPED: Record<Answers['send-not-stopped']['no']['status'], string> = {
  paused: 'angehalten',
  held: 'zurückgehalten',
  cancelled: 'abgebrochen',
};

const NOT_IN_DIGEST: Record<Answers['in-digest']['no']['why'], string> = {
  'nothing-new': 'Nichts darin ist neu für ihn',
  'waits-for-more': 'Es gibt zu wenige neue Artikel für ihn, und sie warten auf die nächste Zusammenfassung',
  'other-hour': 'Seine Zusammenfassung kommt zu einer anderen Stunde',
  'left-out': 'Als sie zusammengestellt wurde, war nichts darin neu für ihn, oder zu wenig',
};

const SUPPRESSIONS: Record<Answers['not-suppressed']['no']['why'], string> = {
  'never-again': 'Ihr Besitzer will nie wieder Post',
  bounced: 'Mail an sie kam zurück',
  complained: 'Ihr Besitzer hat sich beschwert',
  erased: 'Ihr Besitzer wurde gelöscht',
  operator: 'Ein Betreiber hat sie gesperrt',
  unsubscribed: 'Laut einer importierten Liste hatte sich ihr Besitzer abgemeldet',
};

function articleStays(
  { verdict, held, duplicateOf, at, timeZone }: Answers['article-may-go']['no'],
  says: Parameters<AnswerWords['article-may-go']['no']>[1],
): string {
  const date = at === null ? '' : ` (${moment(at, timeZone)})`;
  switch (verdict) {
    case 'baseline':
      return 'Der Artikel stand schon im Feed, als Paperround ihn zum ersten Mal las, deshalb wird er nicht versandt.';
    case 'held':
      return `Der Artikel wird zurückgehalten.${held === null ? '' : ` ${says(held)}`}`;
    case 'future':
      return `Der Artikel wartet auf sein Datum${date}.`;
    case 'too-old':
      return `Der Artikel erschien lange nach seinem Datum${date}, deshalb wird er nicht versandt.`;
    case 'duplicate':
      return `Der Artikel wiederholt ${duplicateOf === null ? 'einen anderen' : `Artikel ${duplicateOf}`}, deshalb wird er nicht versandt.`;
    case 'dismissed':
      return 'Ein Redakteur hat den Artikel verworfen.';
  }
}

function notPrepared({ sendId, status, at, timeZone }: Answers['send-prepared']['no']): string {
  switch (status) {
    case 'draft':
      return `Sendung ${sendId} ist ein Entwurf. Ihre Empfänger werden festgelegt, wenn sie hinausgeht.`;
    case 'scheduled':
      return `Sendung ${sendId} ist ${at === null ? 'noch nicht' : `am ${moment(at, timeZone)}`} fällig. Ihre Empfänger werden dann festgelegt.`;
    case 'preparing':
      return `Sendung ${sendId} wird vorbereitet. Ihre Empfänger werden gleich festgelegt.`;
    case 'paused':
    case 'held':
      return `Sendung ${sendId} wurde gestoppt, bevor ihre Empfänger festgelegt waren.`;
    case 'cancelled':
      return `Sendung ${sendId} wurde abgebrochen, bevor ihre Empfänger festgelegt waren.`;
  }
}

const nextTry = (at: string | null, timeZone: string) =>
  at === null ? '' : ` Der nächste Versuch ist am ${moment(at, timeZone)} fällig.`;

function notAccepted(message: Answers['accepted']['no']): string {
  const { sendId, state, at, timeZone, attempts, reply, nextAt } = message;
  const when = on(at, timeZone);
  const after = attempts === 0 ? '' : ` nach ${tries(attempts)}`;
  switch (state) {
    case 'queued':
      return `Die Nachricht von Sendung ${sendId} wartet, bis sie an der Reihe ist.`;
    case 'sending':
      return `Die Nachricht von Sendung ${sendId} ist in diesem Augenblick beim Mailserver.`;
    case 'deferred':
      return `Die Nachricht von Sendung ${sendId} wurde${when}${after} aufgeschoben.${itSaid(reply)}${nextTry(nextAt, timeZone)}`;
    case 'rejected':
      return `Ein Mailserver lehnte die Nachricht von Sendung ${sendId}${when}${after} endgültig ab.${itSaid(reply)}`;
    case 'expired':
      return `Paperround gab die Nachricht von Sendung ${sendId}${when}${after} auf.${itSaid(reply)}`;
    case 'unknown':
      return `Niemand weiß, ob ein Mailserver die Nachricht von Sendung ${sendId} angenommen hat; es kam keine Antwort.${itSaid(reply)}${nextTry(nextAt, timeZone)}`;
    case 'skipped':
      return `Paperround ließ die Nachricht von Sendung ${sendId}${when} aus: Kurz vorher war eine der Bedingungen nicht mehr erfüllt.`;
    case 'never-begun':
      return `Sendung ${sendId} wurde abgebrochen, bevor die Nachricht hinausging.`;
  }
}
