import { Router, type Request } from 'express';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { listTopics, type Publication } from '../../../publications/index.ts';
import {
  findArchivedMail,
  findNeighbours,
  listArchivedMails,
  listArchiveMonths,
  searchArchive,
} from '../../../sends/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { pageHtml } from '../../html.ts';
import { MAIL_POLICY } from '../mail-page.ts';
import type { Answer, PageCache } from '../page-cache.ts';
import { publicationOf } from '../request.ts';
import { visitorSpeech } from '../visitor-speech.ts';
import { archivedPage } from './archived-page.tsx';
import { ArchivePage } from './ArchivePage.tsx';
import { atomFeed } from './atom.ts';
import { archiveDates } from './dates.ts';
import { readId, readQuestion } from './question.ts';
import { sitemap, SITEMAP_MAILS } from './sitemap.ts';

const MAX_AGE_SECONDS = 60;
const FEED_MAILS = 20;

type Work = (
  app: App,
  publication: Publication,
  request: Request,
  speech: ReaderSpeech,
) => Promise<Omit<Answer, 'headers'> & Partial<Answer>>;

/** Past mails for everybody. Where a publication has no archive, none of these addresses is there. */
export function archiveRoutes(app: App, pages: PageCache): Router {
  const router = Router();
  const add = (path: string, work: Work) =>
    router.get(path, (request, response) =>
      pages.answer(request, response, async () => {
        const publication = await publicationOf(app, request);
        if (!publication.archive) throw new NotFound('This page');
        const speech = visitorSpeech(request, response, publication);
        const { headers, ...answer } = await work(app, publication, request, speech);
        const robots: Record<string, string> = publication.archiveIndexed
          ? {}
          : { 'X-Robots-Tag': 'noindex' };
        return { ...answer, headers: { ...CACHING, ...robots, ...headers } };
      }),
    );
  add('/:slug/archive', list);
  add('/:slug/archive.xml', feed);
  add('/:slug/sitemap.xml', map);
  add('/:slug/archive/:send', one);
  return router;
}

const CACHING = { 'Cache-Control': `public, max-age=${MAX_AGE_SECONDS}` };
const HTML = 'text/html; charset=utf-8';

const list: Work = async (app, publication, request, speech) => {
  const topics = await listTopics(app.db, publication.id);
  const question = readQuestion(request.query, topics);
  const [found, months] = await Promise.all([
    searchArchive(app.db, publication, { ...question, topicId: question.topic?.id }),
    listArchiveMonths(app.db, publication.id, publication.timeZone),
  ]);
  const dates = archiveDates(publication, speech);
  const props = { publication, speech, dates, topics, months, question, found };
  return { type: HTML, body: pageHtml(<ArchivePage {...props} />) };
};

const one: Work = async (app, publication, request, speech) => {
  const sendId = readId(request.params['send']);
  const mail = sendId === undefined ? undefined : await findArchivedMail(app.db, publication.id, sendId);
  if (sendId === undefined || !mail) throw new NotFound('This mail');
  const neighbours = await findNeighbours(app.db, publication.id, sendId);
  const body = archivedPage({ publication, speech, mail, neighbours, publicUrl: app.config.publicUrl });
  return { type: HTML, body, headers: { 'Content-Security-Policy': MAIL_POLICY } };
};

const feed: Work = async (app, publication) => {
  const mails = await listArchivedMails(app.db, publication.id, FEED_MAILS);
  return {
    type: 'application/atom+xml; charset=utf-8',
    body: atomFeed(publication, mails, app.config.publicUrl),
  };
};

const map: Work = async (app, publication) => {
  if (!publication.archiveIndexed) throw new NotFound('This page');
  const mails = await listArchivedMails(app.db, publication.id, SITEMAP_MAILS);
  const base = `${app.config.publicUrl}/${publication.slug}`;
  return { type: 'application/xml; charset=utf-8', body: sitemap(base, mails) };
};
