import type { Request, Response } from 'express';
import type { App } from '../../../platform/app.ts';
import { together } from '../../../platform/together.ts';
import {
  findPublication,
  listBeside,
  listTopics,
  type Publication,
  type Topic,
} from '../../../publications/index.ts';
import { NotFound } from '../../../platform/errors.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { rememberSpeech, visitorSpeech } from '../visitor-speech.ts';

/** What one can sign up for. */
export interface Offer {
  publication: Publication;
  /** How the box speaks to the visitor. */
  speech: ReaderSpeech;
  topics: Topic[];
  beside: Publication[];
}

/**
 * What the newsletter of `/:slug/…` offers. Those who ask at the same time share what is read, which is never older than
 * their request. @throws NotFound
 */
export function createOffers({ db }: App): (request: Request, response: Response) => Promise<Offer> {
  const offered = together(
    async (slugs: string[]) => {
      const found = new Map<string, Omit<Offer, 'speech'>>();
      for (const slug of new Set(slugs)) {
        const publication = await findPublication(db, slug);
        if (!publication) continue;
        const { id } = publication;
        const [topics, beside] = await Promise.all([listTopics(db, id), listBeside(db, publication)]);
        found.set(slug, { publication, topics, beside });
      }
      return slugs.map((slug) => found.get(slug));
    },
    { isPatient: true },
  );
  return async (request, response) => {
    const offer = await offered(String(request.params['slug']).toLowerCase());
    if (!offer) throw new NotFound('This page');
    return {
      ...offer,
      speech: rememberSpeech(response, visitorSpeech(request, response, offer.publication)),
    };
  };
}
