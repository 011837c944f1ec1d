import type { Answers, AnswerWords, FateCode, MailKind } from './answers.ts';
import { moment } from './de.ts';

/** What became of an article for a reader. */
export const germanFates: Pick<AnswerWords, FateCode> = {
  brought: { yes: broughtBy, no: notBrought },
  shown: {
    no: ({ by, sendId, at, timeZone }) =>
      `${MAILS[by]} (Sendung ${sendId}, ${moment(at, timeZone)}) war voll. Sie hat den Artikel nur mitgezählt: „weitere auf der Website“.`,
  },
  'already-due': {
    no: ({ by, sendId, at, timeZone, why }) =>
      `Der Artikel ging noch nicht an den Leser. ${MAILS[by]}${sendId === null ? '' : ` (Sendung ${sendId})`} bringt ihn${
        at === null ? '' : `, fällig am ${moment(at, timeZone)}`
      }.${why === null ? '' : ` ${OWED[why]}`}`,
  },
  'kept-after-pause': {
    no: ({ most, at, timeZone }) =>
      `Die Pause des Lesers endete am ${moment(at, timeZone)}. Für die Mail nach einer Pause werden ${most} Artikel aufgehoben, und dieser gehört nicht dazu.`,
  },
  'joined-before': {
    no: ({ at, decidedAt, timeZone }) =>
      `Der Leser kam am ${moment(at, timeZone)} dazu. Wer den Artikel bekommt, stand da schon fest, seit dem ${moment(decidedAt, timeZone)}.`,
  },
  'not-dropped': {
    no: ({ at, timeZone }) =>
      `Ein Redakteur nahm den Artikel aus der Zusammenfassung vom ${moment(at, timeZone)} heraus.`,
  },
  'same-as-decided': {
    no: ({ at, timeZone }) =>
      `Wer den Artikel bekommt, wurde am ${moment(at, timeZone)} festgelegt, und der Leser gehörte da nicht dazu.`,
  },
};

const MAILS: Record<MailKind, string> = {
  single: 'Eine eigene Mail',
  daily: 'Die tägliche Zusammenfassung',
  weekly: 'Die wöchentliche Zusammenfassung',
  'busy-day': 'Die Mail am Ende eines vollen Tages',
  'catch-up': 'Die Mail nach der Pause',
  written: 'Eine Zusammenfassung von einem Redakteur',
};

const OWED = {
  rhythm: 'Der Leser hat inzwischen geändert, wie oft er Post will.',
  paused: 'Der Leser machte Pause, als der Artikel hinausging.',
  'busy-day': 'Der Leser hatte an dem Tag schon so viele einzelne Mails, wie er will.',
  'not-sent': 'Die Mail, die ihn bringen sollte, ging nicht an diese Person hinaus.',
  followed: 'Der Leser folgt etwas darin, deshalb kommt er sofort.',
};

function broughtBy({ by, sendId, at, timeZone, state }: Answers['brought']['yes']): string {
  const mail = `${MAILS[by]} (Sendung ${sendId})`;
  switch (state) {
    case 'accepted':
      return `${mail} hat den Artikel gebracht. Ein Mailserver nahm sie am ${moment(at, timeZone)} an.`;
    case 'sending':
    case 'queued':
      return `${mail} bringt den Artikel. Sie ist unterwegs.`;
    case 'deferred':
      return `${mail} bringt den Artikel. Sie wurde am ${moment(at, timeZone)} aufgeschoben und wird noch einmal versucht.`;
    case 'unknown':
      return `${mail} enthält den Artikel. Noch weiß niemand, ob ein Mailserver sie angenommen hat.`;
  }
}

function notBrought({ by, sendId, at, timeZone, state }: Answers['brought']['no']): string {
  const mail = `${MAILS[by]} (Sendung ${sendId})`;
  switch (state) {
    case 'rejected':
      return `${mail} enthielt den Artikel. Ein Mailserver lehnte sie am ${moment(at, timeZone)} ab.`;
    case 'expired':
      return `${mail} enthielt den Artikel. Paperround gab sie am ${moment(at, timeZone)} auf.`;
    case 'skipped':
      return `${mail} enthielt den Artikel. Paperround ließ sie am ${moment(at, timeZone)} aus: Eine der Bedingungen war nicht mehr erfüllt.`;
    case 'cancelled':
      return `${mail} enthielt den Artikel. Die Sendung wurde abgebrochen, bevor sie an den Leser ging.`;
  }
}
