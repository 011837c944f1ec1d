import type { Answers, AnswerWords } from './answers.ts';
import { moment } from './de.ts';

export const germanCorrected: AnswerWords['corrected'] = {
  yes: ({ correctionId, sendId, isDigest, state, at, timeZone }) => {
    const mail = isDigest ? `Die Zusammenfassung (Sendung ${sendId})` : 'Eine eigene Mail';
    const outcome =
      state === 'accepted' && at !== null
        ? `Ein Mailserver nahm sie am ${moment(at, timeZone)} an.`
        : 'Sie ist unterwegs.';
    return `${mail} bringt die Berichtigung (Sendung ${correctionId}). ${outcome}`;
  },
  no: ({ correctionId, why, until, timeZone }) =>
    `Der Leser bekam die Berichtigung (Sendung ${correctionId}) nicht: ${
      why === 'next-digest' && until !== null
        ? `Sie kommt mit seiner nächsten Zusammenfassung, bis zum ${moment(until, timeZone)}`
        : WHY[why]
    }.`,
};

const WHY: Record<Answers['corrected']['no']['why'], string> = {
  cancelled: 'Jemand nahm sie zurück, bevor sie hinausging',
  'right-text': 'Die letzte Mail mit dem Artikel hatte schon den richtigen Text',
  'never-had': 'Keine Mail hat ihm den Artikel gebracht',
  unreachable: 'Zurzeit kann keine Mail an ihn gehen; den Grund nennt die Antwort oben',
  'not-yet': 'Sie ist noch nicht hinausgegangen',
  'later-one': 'Eine spätere Berichtigung des Artikels trat an ihre Stelle',
  'next-digest': 'Sie kommt mit seiner nächsten Zusammenfassung',
  failed: 'Ihre Mail konnte nicht an ihn versandt werden',
  'no-digest': 'Sie steht 8 Tage lang in den Zusammenfassungen, und in dieser Zeit ging keine an ihn',
  'left-out': 'Als sie hinausging, durfte keine Mail an ihn gehen',
};
