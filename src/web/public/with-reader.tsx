import type { Request, Response } from 'express';
import type { App } from '../../platform/app.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Publication } from '../../publications/index.ts';
import { readPreferences, type Preferences, type Subscriber } from '../../subscribers/index.ts';
import { languageFor, readerSpeechIn, type ReaderSpeech } from '../../words/index.ts';
import { sendPage } from '../html.ts';
import { DeadLinkPage, TestLinkPage } from './DeadLinkPages.tsx';
import { tokenOf } from './request.ts';
import { rememberSpeech, visitorSpeech } from './visitor-speech.ts';

/** Works for the reader behind the link in the address, or says why there is none. @throws NotFound */
export async function withReader(
  app: App,
  purpose: 'preferences' | 'rhythm',
  request: Request,
  response: Response,
  work: (preferences: Preferences) => Promise<void> | void,
): Promise<void> {
  const preferences = await readPreferences(app, tokenOf(request), purpose);
  if (preferences === undefined) throw new NotFound('This link');
  const speech = visitorSpeech(request, response);
  if (preferences === 'test') sendPage(response, <TestLinkPage speech={speech} />);
  else if (preferences === 'gone') sendPage(response, <DeadLinkPage speech={speech} />, 410);
  else {
    rememberSpeech(response, speechFor(preferences.publication, preferences.subscriber));
    await work(preferences);
  }
}

/** The words of pages for a reader: in their language, else in the publication's. */
export const speechFor = (
  publication: Pick<Publication, 'language'>,
  reader: Pick<Subscriber, 'language'>,
): ReaderSpeech => readerSpeechIn(languageFor(reader.language, publication.language));
