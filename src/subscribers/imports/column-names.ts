import {
  arrivalRank,
  departureIn,
  FIRST_NAMES,
  FULL_NAMES,
  isCircumstance,
  isCountWord,
  isEmailQualifier,
  isEmailWord,
  isHarmless,
  isLeavingTool,
  isMomentWord,
  isNegation,
  isNeutral,
  isOtherMedium,
  isReaderWord,
  isStatusWord,
  LANGUAGE_NAMES,
  LAST_NAMES,
  TOPIC_NAMES,
  type OutState,
} from './vocabulary.ts';
import { WAYS_NAMES, type WaysField } from './read-ways.ts';
import { takenApart, wordsOf } from './words-of.ts';

type Gone = Exclude<OutState, 'unknown'>;

/** What a column is for, by its name alone. */
export type Meaning =
  /** How mail comes. */
  | { is: 'ways'; field: WaysField }
  | { is: 'email' | 'name' | 'first-name' | 'last-name' | 'language' | 'topics' | 'nothing' }
  /** When the person came; `rank` 0 is the best evidence. */
  | { is: 'arrival'; rank: number }
  /** A word for what the person is. */
  | { is: 'state' }
  /** True, or a date: a reader. `otherwise`: what somebody is for whom it is false. */
  | { is: 'reader'; otherwise: Gone; isArrival: boolean }
  /** True, or a date, or anything: gone. */
  | { is: 'departure'; gone: Gone }
  /** How often mail bounced; hard ones count from the first. */
  | { is: 'count'; gone: Gone; isHard: boolean }
  /** Not understood. `smells`: it may well say who left. */
  | { is: 'unknown'; smells: boolean };

export function meaningOf(name: string): Meaning {
  const whole = wordsOf(name);
  const squeezed = whole.join('');
  if (FULL_NAMES.includes(squeezed)) return { is: 'name' };
  if (FIRST_NAMES.includes(squeezed)) return { is: 'first-name' };
  if (LAST_NAMES.includes(squeezed)) return { is: 'last-name' };
  if (LANGUAGE_NAMES.has(squeezed)) return { is: 'language' };
  if (TOPIC_NAMES.has(squeezed)) return { is: 'topics' };
  const field = WAYS_NAMES.get(squeezed);
  if (field) return { is: 'ways', field };
  if (STATES.has(squeezed)) return { is: 'state' };
  const words = takenApart(whole);
  if (words.some(isEmailWord) && words.every((word) => isEmailWord(word) || isEmailQualifier(word)))
    return { is: 'email' };
  if (
    words.some(isEmailWord) &&
    words.every((word) => isEmailWord(word) || isEmailQualifier(word) || isFurther(word))
  )
    return { is: 'nothing' };
  return meaningOfWords(words);
}

/** Names of columns of states that no rule would find. */
const STATES = new Set([
  'subscribertype',
  'reception',
  'deliverymode',
  'delivery',
  'receptionmode',
  'digestmode',
]);
const isFurther = (word: string) =>
  /^([2-9]|second|secondary|alternate|alternative|other|additional|zweite|autre|emails|label|labels|type|format)$/.test(
    word,
  );

function meaningOfWords(words: string[]): Meaning {
  const gone = words.map((word) => departureIn(word)).find((found) => found !== undefined);
  const isReader = words.some(isReaderWord);
  const isOdd = (word: string) => !isNeutral(word) && !isHarmless(word);
  if (words.some(isOtherMedium) && !words.some((word) => isEmailWord(word))) return { is: 'nothing' };
  if (gone) return departureColumn(words, gone);
  if (isReader && words.some(isNegation)) return { is: 'departure', gone: 'unconfirmed' };
  if (isReader) return readerColumn(words);
  if (words.some(isStatusWord) && words.some((word) => NO_STATE.has(word))) return { is: 'nothing' };
  if (words.some(isStatusWord))
    return words.every((word) => isNeutral(word) || isStatusWord(word) || SUBJECTS.has(word))
      ? { is: 'state' }
      : { is: 'unknown', smells: true };
  if (words.some((word) => OFFERS.has(word)) && words.every((word) => OFFERS.has(word) || OFFERED.has(word)))
    return { is: 'reader', otherwise: 'unconfirmed', isArrival: false };
  if (
    words.some((word) => arrivalRank(word) !== undefined) &&
    words.some(isCircumstance) &&
    words.every((word) => arrivalRank(word) !== undefined || isCircumstance(word) || isNeutral(word))
  )
    return { is: 'nothing' };
  const rank = arrivalOf(words);
  if (rank !== undefined) return { is: 'arrival', rank };
  return words.length > 0 &&
    words.every((word) => !isOdd(word)) &&
    words.some((word) => isHarmless(word) || word === 'id')
    ? { is: 'nothing' }
    : { is: 'unknown', smells: words.some((word) => SMELLS.has(word)) };
}

/** What a state may be of. */
const SUBJECTS = new Set(['optin', 'consent', 'delivery', 'mailing', 'anmeldung', 'abo', 'confirmation']);
/** What a status with one of these words is not: what a person is. */
const NO_STATE = new Set(
  'province region county reason date time at on changed updated lead billing payment order plan'.split(' '),
);
/** Alone, or together, a question that is answered by yes or no. */
const OFFERS = new Set([
  'newsletter',
  'marketing',
  'email',
  'emails',
  'mailing',
  'mailings',
  'mail',
  'wants',
  'receive',
  'receives',
  'get',
  'gets',
  'infomail',
]);
/** Beside one of those: what is offered. */
const OFFERED = new Set(['digests', 'updates', 'notifications', 'alerts', 'news', 'promotions', 'offers']);
const SMELLS = new Set([
  'subscription',
  'subscriptions',
  'abonnement',
  'delivery',
  'reception',
  'reason',
  'gdpr',
  'dsgvo',
  'rgpd',
  'preferences',
]);

function departureColumn(words: string[], gone: Gone): Meaning {
  const isDeparture = (word: string) => departureIn(word) !== undefined;
  const rest = words.filter((word) => !isDeparture(word));
  if (
    rest.length > 0 &&
    rest.every((word) => isLeavingTool(word) || isNeutral(word)) &&
    rest.some(isLeavingTool)
  )
    return { is: 'nothing' };
  if (words.some((word) => word.startsWith('softbounc'))) return { is: 'nothing' };
  if (words.join(' ').includes('emails bounced')) return { is: 'count', gone, isHard: false };
  if (
    (rest.some(isCountWord) &&
      rest.every((word) => isCountWord(word) || isNeutral(word) || isEmailWord(word))) ||
    words.join() === 'bounces'
  )
    return {
      is: 'count',
      gone,
      isHard:
        words.includes('score') ||
        !words.some((word) => word.startsWith('bounc')) ||
        words.some((word) => word.startsWith('hard')),
    };
  const fits = rest.every(
    (word) =>
      isNeutral(word) ||
      isReaderWord(word) ||
      isEmailWord(word) ||
      isMomentWord(word) ||
      isStatusWord(word) ||
      DEPARTING.has(word) ||
      isNegation(word) ||
      arrivalRank(word) !== undefined,
  );
  return fits ? { is: 'departure', gone } : { is: 'unknown', smells: true };
}

/** Words beside a departure: who, where and how. */
const DEPARTING = new Set([
  'ip',
  'feedback',
  'newsletters',
  'automation',
  'api',
  'owner',
  'editor',
  'dado',
  'dada',
  'form',
  'page',
  'date',
]);

/** Beside a reader's stem: when it was last so, how, and how often, and consent to what is no mail. */
const ASIDE = new Set(['last', 'days', 'count', 'manual', 'manually', 'track', 'tracking']);

function readerColumn(words: string[]): Meaning {
  const rest = words.filter((word) => !isReaderWord(word));
  if (rest.some((word) => ASIDE.has(word))) return { is: 'nothing' };
  if (words.join() === 'active,subscription' || words.join() === 'active,subscriptions')
    return { is: 'reader', otherwise: 'unsubscribed', isArrival: false };
  if (rest.some((word) => isStatusWord(word)) && rest.every(isNeutral)) return { is: 'state' };
  const known = rest.every(
    (word) => isNeutral(word) || isCircumstance(word) || isHarmless(word) || isEmailWord(word),
  );
  if (known && rest.some(isCircumstance)) return { is: 'nothing' };
  const isArrival = rest.some(isMomentWord);
  const isConfirmation = words.some((word) =>
    /^(confirm|verif|activat|doi|bestat|conferm|bevestig|potw|valid)/.test(word),
  );
  if (!rest.every((word) => isNeutral(word) || isMomentWord(word) || isEmailWord(word)))
    return { is: 'unknown', smells: true };
  // Mailchimp and Constant Contact leave these empty for people who confirmed in another way.
  if (isArrival && (!isConfirmation || words.includes('optin') || words.join() === 'confirm,time'))
    return { is: 'arrival', rank: arrivalOf(words) ?? 2 };
  const left = words.some((word) =>
    /^(activ|aktiv|actif|attiv|ativ|enabl|subscri|abon|suscri|inscri|iscrit|angemeld|aangemeld|ingeschr|geabonn|tilmeldt|pameldt)/.test(
      word,
    ),
  );
  return { is: 'reader', otherwise: left && !isConfirmation ? 'unsubscribed' : 'unconfirmed', isArrival };
}

/** How good an evidence it is; undefined for a column that tells of no arrival. */
function arrivalOf(words: string[]): number | undefined {
  if (
    words.length === 1 &&
    ['date', 'timestamp', 'since', 'datum', 'fecha', 'datetime'].includes(words[0] ?? '')
  )
    return 5;
  const ranks = words.flatMap((word) => arrivalRank(word) ?? []);
  const isMoment = words.some(isMomentWord) || words.some((word) => ALONE.has(word));
  const fits = words.every(
    (word) => arrivalRank(word) !== undefined || isNeutral(word) || isMomentWord(word) || isEmailWord(word),
  );
  return fits && isMoment && (ranks.length > 0 || words.includes('since'))
    ? Math.min(5, ...ranks)
    : undefined;
}

/** Tell a moment without a word of time. */
const ALONE = new Set([
  'created',
  'added',
  'joined',
  'registered',
  'registriert',
  'signup',
  'entered',
  'creation',
  'optin',
  'anmeldedatum',
  'eintragsdatum',
  'eintrittsdatum',
  'subscribe',
]);
