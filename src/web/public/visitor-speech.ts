import type { Request, Response } from 'express';
import { languagesOf, type Publication } from '../../publications/index.ts';
import {
  READER_LANGUAGES,
  readerLanguageOf,
  readerSpeechIn,
  type ReaderLanguage,
  type ReaderSpeech,
} from '../../words/index.ts';

/**
 * How pages speak to somebody of whom nothing is known but their browser: in the first of its languages that the publication
 * offers, else in the publication's own. Without a publication, in any that we speak, else in English.
 */
export function visitorSpeech(
  request: Request,
  response: Response,
  publication?: Pick<Publication, 'language' | 'languages'>,
): ReaderSpeech {
  response.vary('Accept-Language');
  const offered = publication ? languagesOf(publication) : READER_LANGUAGES;
  return readerSpeechIn(firstOffered(request, offered) ?? publication?.language ?? 'en');
}

/** By the browser's order (RFC 9110); `*` is anything, so it is our choice. */
function firstOffered(request: Request, offered: readonly ReaderLanguage[]): ReaderLanguage | undefined {
  for (const tag of request.acceptsLanguages()) {
    if (tag === '*') return undefined;
    const language = readerLanguageOf(tag);
    if (language && offered.includes(language)) return language;
  }
  return undefined;
}

/** Later pages of this request, such as that of an error, speak like this. */
export function rememberSpeech(response: Response, speech: ReaderSpeech): ReaderSpeech {
  response.locals['speech'] = speech;
  return speech;
}

export const speechOf = (request: Request, response: Response): ReaderSpeech =>
  (response.locals['speech'] as ReaderSpeech | undefined) ?? visitorSpeech(request, response);
