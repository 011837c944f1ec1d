import { findPace } from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import { listTopics, type Publication } from '../../../publications/index.ts';
import { RHYTHMS } from '../../../rhythms/index.ts';
import { consentOf, MAIL_EVERY_MINUTES, WRONG_TRIES } from '../../../subscribers/index.ts';
import { directionOf, type ReaderSpeech } from '../../../words/index.ts';
import { linkedParts } from '../../components/LinkedText.tsx';
import { contactOf } from '../contact.ts';
import { lookOf } from '../look.ts';
import { mailsAWeek, weekInDots } from '../rhythm/mails-a-week.ts';
import { makeStamp } from '../subscribe/form-stamp.ts';
import type { BoxAnswer, BoxLook, BoxRhythm, BoxWords } from './box-answer.ts';

/** What `embed.js` draws, in the language of whoever looks at it. */
export async function makeBox(app: App, publication: Publication, speech: ReaderSpeech): Promise<BoxAnswer> {
  const say = speech.words.signUp;
  const topics = await listTopics(app.db, publication.id);
  return {
    language: speech.language,
    direction: directionOf(speech.language),
    heading: say.discover(publication.name),
    lead: say.boxLead,
    look: boxLook(publication.accentColor),
    rhythms: await rhythmsOf(app, publication, speech),
    defaultRhythm: publication.defaultRhythm,
    topics: topics.map(({ slug, name }) => ({ slug, name })),
    consent: consentParts(publication, speech),
    stamp: makeStamp(app),
    againAfterSeconds: MAIL_EVERY_MINUTES * 60,
    words: wordsOf(publication, speech),
  };
}

function boxLook(accentColor: string): BoxLook {
  const { accent, onAccent, light, dark } = lookOf(accentColor);
  return {
    accent,
    onAccent,
    text: light.text,
    textDark: dark.text,
    wash: light.soft,
    washDark: dark.soft,
  };
}

async function rhythmsOf(app: App, publication: Publication, speech: ReaderSpeech): Promise<BoxRhythm[]> {
  const say = speech.words.rhythm;
  const pace = await findPace(app.db, publication.id);
  const counts = pace && mailsAWeek(pace);
  return RHYTHMS.map((rhythm) => ({
    rhythm,
    label: say.labels[rhythm],
    means: counts ? say.aWeek[rhythm](counts[rhythm]) : say.means[rhythm],
    dots: counts ? weekInDots(rhythm, counts[rhythm], publication) : [],
  }));
}

function consentParts(publication: Publication, speech: ReaderSpeech): BoxAnswer['consent'] {
  const { privacyUrl } = publication;
  const { text } = consentOf(publication, speech.language);
  const parts = linkedParts(text);
  return privacyUrl && !text.includes(privacyUrl)
    ? [...parts, { text: ' ' }, { text: speech.words.frame.privacy, url: privacyUrl }]
    : parts;
}

function wordsOf(publication: Publication, { words }: ReaderSpeech): BoxWords {
  const { signUp, checkInbox, rhythm, trouble, check } = words;
  const { email, onlySome, tickNone, leaveEmpty, subscribe } = signUp;
  return {
    email,
    onlySome,
    tickNone,
    leaveEmpty,
    subscribe,
    howOften: rhythm.howOften,
    ...signUp.slip,
    oneMoment: trouble.headings['too-many'],
    calculates: check.works,
    comesLater: check.comesLater,
    backToForm: signUp.backToForm,
    unreachable: trouble.says.busy,
    checkInbox: checkInbox.heading,
    look: checkInbox.look,
    name: publication.fromName,
    code: checkInbox.code,
    confirm: checkInbox.confirm,
    orButton: checkInbox.orButton,
    noMail: checkInbox.noMail,
    sendAgain: checkInbox.sendAgain,
    sendAgainIn: checkInbox.sendAgainIn,
    another: checkInbox.another,
    ifNoMail: [
      `${checkInbox.spam} (${checkInbox.from(publication.fromAddress)})`,
      checkInbox.slow,
      checkInbox.blockedOnce(contactOf(publication)),
    ],
    wrong: Array.from({ length: WRONG_TRIES - 1 }, (_, before) => checkInbox.wrong(WRONG_TRIES - before - 1)),
    sixDigits: checkInbox.sixDigits,
    spent: checkInbox.spent,
    newCode: checkInbox.newCode,
    bounced: checkInbox.bounced.heading,
    bouncedWhy: checkInbox.bounced.why,
    checkAddress: checkInbox.bounced.check,
  };
}
