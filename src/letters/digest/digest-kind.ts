import {
  isEachReadJustNow,
  lockIfAllUnchanged,
  versionOf,
  warnOfUnread,
  type Article,
} from '../../articles/index.ts';
import { contentOf, type SendKind } from '../../sends/index.ts';
import type { Reason } from '../../words/index.ts';
import { FaultyLetter } from '../faulty-letter.ts';
import { secondsTooEarly } from '../letter-kind.ts';
import { getLetter } from '../write-letter.ts';
import { compileDigest } from './compile-digest.ts';
import { digestArticles } from './digest-articles.ts';
import { readDigest } from './digest-text.ts';

/** The reading of a feed that a digest waits for takes about so long. */
const LOOK_AGAIN_SECONDS = 1;
const SHOWN_TITLES = 5;

/**
 * A digest that an editor made: it goes to the topics they chose, at the time they chose. It waits for the last reading of its
 * articles' feeds, goes out without those that were withdrawn, and back to its editor when none is left.
 */
export const digestKind: SendKind = {
  async prepare(app, send, publication, limits) {
    const seconds = await secondsTooEarly(app, send);
    if (seconds > 1) return { is: 'early', seconds };
    const digest = await getLetter(app, publication.id, send.id);
    const { articles, gone } = await digestArticles(
      app.db,
      publication.id,
      readDigest(digest.markdown).picks,
    );
    if (!(await isEachReadJustNow(app, articles))) return { is: 'early', seconds: LOOK_AGAIN_SECONDS };
    const unread = await warnOfUnread(app.db, articles);
    const left = { titles: gone.slice(0, SHOWN_TITLES), more: Math.max(0, gone.length - SHOWN_TITLES) };
    if (articles.length === 0 && gone.length > 0)
      return { is: 'unfit', reason: { code: 'digest-empty', params: left } };
    try {
      const { email, found } = await compileDigest(
        app,
        publication,
        { ...digest, subject: send.subject },
        limits,
      );
      const leftOut: Reason | undefined =
        found.gone.length > 0 ? { code: 'articles-left-out', params: left } : undefined;
      return {
        is: 'ready',
        variants: [
          {
            content: contentOf(publication, email),
            articles: heldIn(found.articles),
            archived: { language: publication.language },
          },
        ],
        topicIds: null,
        lockSource: (db) => lockIfAllUnchanged(db, publication.id, found.articles),
        warnings: [leftOut, unread].filter((one) => one !== undefined),
      };
    } catch (error) {
      if (!(error instanceof FaultyLetter)) throw error;
      return { is: 'unfit', reason: { code: 'letter-faulty', params: { faults: error.faults } } };
    }
  },
  async preview(app, send, publication) {
    const digest = await getLetter(app, publication.id, send.id);
    const { email } = await compileDigest(app, publication, { ...digest, subject: send.subject });
    return contentOf(publication, email);
  },
};

const heldIn = (articles: Article[]) =>
  articles.map((article) => ({
    articleId: article.id,
    form: 'summary' as const,
    version: versionOf(article, 'summary'),
  }));
