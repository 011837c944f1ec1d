import { Router } from 'express';
import { lookOf } from '../../../emails/index.ts';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { getPublicationById } from '../../../publications/index.ts';
import { findArchiveState, findOwnCopy, type OwnCopy } from '../../../sends/index.ts';
import { readerSpeechIn, type ReaderSpeech } from '../../../words/index.ts';
import { pageHtml } from '../../html.ts';
import { DeadLinkPage, TestLinkPage } from '../DeadLinkPages.tsx';
import { MAIL_POLICY, mailPage } from '../mail-page.ts';
import type { Answer, PageCache } from '../page-cache.ts';
import { tokenOf } from '../request.ts';
import { visitorSpeech } from '../visitor-speech.ts';

const HEADERS = { 'Cache-Control': 'private, no-store' };

/** `/view/:token`: “View in browser” of one reader's mail. */
export function viewRoutes(app: App, pages: PageCache): Router {
  const router = Router();
  router.get('/:token', (request, response) =>
    pages.answer(request, response, () => ownCopy(app, tokenOf(request), visitorSpeech(request, response))),
  );
  return router;
}

/** @param speech of a visitor of whom nothing is known. */
async function ownCopy(app: App, token: string, speech: ReaderSpeech): Promise<Answer> {
  const found = await findOwnCopy(app, token);
  if (found === undefined) throw new NotFound('This link');
  const html = { type: 'text/html; charset=utf-8', headers: HEADERS };
  if (found === 'gone') return { ...html, status: 410, body: pageHtml(<DeadLinkPage speech={speech} />) };
  if (found === 'test') return { ...html, body: pageHtml(<TestLinkPage speech={speech} />) };
  const headers = { ...HEADERS, 'Content-Security-Policy': MAIL_POLICY };
  return { ...html, headers, body: await asPage(app, found) };
}

async function asPage(app: App, { html, publicationId, sendId, language }: OwnCopy): Promise<string> {
  const publication = await getPublicationById(app.db, publicationId);
  const isPublic =
    publication.archive && (await findArchiveState(app.db, publicationId, sendId))?.isPublic === true;
  const speech = readerSpeechIn(language ?? publication.language);
  const say = speech.words.archive;
  return mailPage({
    html,
    look: lookOf(publication.accentColor),
    head: <meta name="robots" content="noindex" />,
    before: (
      <header class="pr-bar" lang={speech.language}>
        <p>
          {say.ownCopy}{' '}
          {isPublic ? <a href={`/${publication.slug}/archive/${sendId}`}>{say.publicPage}</a> : null}
        </p>
      </header>
    ),
  });
}
