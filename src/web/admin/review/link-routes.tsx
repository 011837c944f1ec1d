import { KINDS } from '../../../kinds.ts';
import type { User } from '../../../accounts/index.ts';
import { asActor, type App } from '../../../platform/app.ts';
import { TooMany } from '../../../platform/errors.ts';
import { networkOf } from '../../../platform/fetch/network.ts';
import { createRateLimit } from '../../../platform/rate-limit.ts';
import { getPublicationById, type Publication } from '../../../publications/index.ts';
import { readReviewLink, viewReview, type ReviewView } from '../../../reviews/index.ts';
import { NO_NAME, previewMail } from '../../../sends/index.ts';
import { deskIn, type Desk } from '../../../words/index.ts';
import { routesBehind, type Route } from '../admin-route.ts';
import { admitAnybody } from '../door.ts';
import { framePolicy } from '../sends/preview/frame-policy.ts';
import { mailOrNothing } from '../sends/preview/mail-or-nothing.ts';
import type { View } from '../view.ts';
import { loadEdition, subjectToEdit } from './load-edition.ts';
import { answerReview, reviewFields } from './review-form.ts';
import { ReviewPage } from './ReviewPage.tsx';

/** What stands behind a link that opens. */
interface Opened {
  token: string;
  user: User;
  publication: Publication;
  review: ReviewView;
  /** Acts as the person. */
  person: App;
}

interface Behind {
  link: Opened | 'dead' | undefined;
}

const GUESSES = { name: 'review-guesses', tries: 60, seconds: 3600 };
const ANSWERS = { name: 'review-answers', tries: 120, seconds: 3600 };

/** Who has the link is the person; nothing of the send is told to anybody else. */
const behindLink = routesBehind<object, Behind>({
  prefix: '/:token',
  admit: admitAnybody,
  async enter(visit) {
    const { app, visitor, params } = visit;
    const token = params['token'] ?? '';
    const found = await readReviewLink(app, token);
    if (found === undefined || found === 'dead') {
      if (!found) await limit(app, GUESSES, networkOf(visitor.ip) ?? 'unknown', visit.desk);
      return { link: found };
    }
    const { user, sendId, publicationId } = found;
    if (user.language) visit.desk = deskIn(user.language);
    const person = asActor(app, `user:${user.id}`);
    const review = await viewReview(person, sendId);
    if (!review) return { link: 'dead' };
    return {
      link: { token, user, review, person, publication: await getPublicationById(app.db, publicationId) },
    };
  },
});

/** @throws TooMany */
async function limit(app: App, of: typeof GUESSES, key: string, desk: Desk): Promise<void> {
  const hashed = app.keys.derive('review', key).toString('base64url');
  const seconds = await createRateLimit(app.db, of).take(hashed);
  if (seconds !== undefined) throw new TooMany(desk.words.review.tooMany, seconds);
}

const page = behindLink.formPage({
  path: '',
  fields: reviewFields,
  async start({ link }): Promise<Record<string, string>> {
    return typeof link === 'object' ? { subject: await subjectToEdit(link.person, link.review) } : {};
  },
  async view({ link, query, desk }, form) {
    if (typeof link !== 'object') return noLink(link, desk);
    const { token, user, review, publication, person } = link;
    return {
      title: desk.words.review.title(review.subject),
      layout: 'review',
      hasFrame: true,
      scripts: ['review'],
      content: (
        <ReviewPage
          review={review}
          publication={publication}
          form={form}
          edition={await loadEdition(person, review)}
          slug={undefined}
          actor={person.actor}
          mailPath={`/review/${token}/mail`}
          hasShortcuts={user.hasShortcuts}
          undone={query['undone']}
        />
      ),
    };
  },
  async act({ link, fields, desk }) {
    if (typeof link !== 'object') return noLink(link, desk);
    const { person, publication, review, user, token } = link;
    await limit(person, ANSWERS, `${user.id} ${review.sendId}`, desk);
    const undone = await answerReview(person, { publication, sendId: review.sendId, desk }, fields);
    return { to: `/review/${token}${undone ? `?undone=${undone}` : ''}` };
  },
});

const mail = behindLink.page({
  path: '/mail',
  async view({ link, desk }) {
    if (typeof link !== 'object') return noLink(link, desk);
    const { person, publication, review } = link;
    const mail = previewMail(person, KINDS, publication.id, review.sendId, NO_NAME);
    const html = await mailOrNothing(desk, mail);
    const body = `<!doctype html><base target="_blank">${html}`;
    return { type: 'html', policy: framePolicy('on'), body };
  },
});

/** Honest to whoever had it, and telling nothing to strangers. */
function noLink(link: 'dead' | undefined, { words }: Desk): View {
  const { review: say } = words;
  return {
    status: link === 'dead' ? 410 : 404,
    title: link === 'dead' ? say.deadTitle : say.unknownTitle,
    content: (
      <>
        <p>{link === 'dead' ? say.dead : say.unknown}</p>
        <a class="btn btn-main" href="/admin">
          {say.signIn}
        </a>
      </>
    ),
  };
}

/** `/review/:token`: the link in a review mail. */
export const reviewLinkRoutes: Route[] = [...page, mail];
