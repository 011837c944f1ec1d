import { Router, type Request, type Response } from 'express';
import type { App } from '../../../platform/app.ts';
import { likelyDomain } from '../../../platform/mail/domain-typo.ts';
import type { EmailAddress } from '../../../platform/mail/email-address.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { parseInput } from '../../../platform/input.ts';
import {
  createSignUps,
  inSlowLane,
  makeChallenge,
  makeTicket,
  ProofSpent,
} from '../../../subscribers/index.ts';
import { cacheRule } from '../../assets.ts';
import { forPrograms, logFailure, problemOf, sendPublicProblem, wantsJson } from '../../problem.ts';
import { readReaderForm } from '../../read-form.ts';
import { allowAnyOrigin } from '../any-origin.ts';
import type { SignUpAnswer } from '../box/box-answer.ts';
import { makeBox } from '../box/make-box.ts';
import { mailSiteOf } from '../check-inbox/mail-site.ts';
import { lookStyles } from '../look.ts';
import type { PageCache } from '../page-cache.ts';
import { evidenceOf, publicationOf } from '../request.ts';
import { speechOf, visitorSpeech } from '../visitor-speech.ts';
import { readStamp } from './form-stamp.ts';
import { ANSWER, CheckNeeded, createCheck } from './require-check.ts';
import { problemFor } from './say-faults.ts';
import { showCheck } from './show-check.tsx';
import { allowFraming, showBox, sourceOf } from './show-box.tsx';
import { createOffers, type Offer } from './offers.ts';
import { createShowings } from './showings.ts';
import { chosenLanguage, chosenRhythm, signUpForm, TRAP } from './sign-up-form.ts';
import { createVisitorLimit } from './visitor-limit.ts';

/** Somebody who reads article after article asks once a minute. */
const BOX_KEPT = 'public, max-age=60';

/** `/:slug` and what lies below it: the sign-up box in every form. */
export function subscribeRoutes(app: App, pages: PageCache, stopping: AbortSignal): Router {
  const router = Router();
  const noteShowing = createShowings(app, stopping);
  const doors = {
    offerOf: createOffers(app),
    check: createCheck(app),
    visitorOf: createVisitorLimit(app, 'sign-up'),
    signUp: createSignUps(app),
  };

  for (const [path, isFrame] of [
    ['/:slug', false],
    ['/:slug/embed', true],
  ] as const) {
    router.get(path, async (request, response) => {
      const offer = await doors.offerOf(request, response);
      await showBox(app, request, response, { ...offer, isFrame });
      // On the desk somebody only looks what it is like.
      if (!('preview' in request.query))
        noteShowing(request, offer.publication.id, sourceOf(request, isFrame));
    });
  }
  // What stands on a page of its own makes no request when it is shown, so it tells.
  router.use('/:slug/shown', allowAnyOrigin);
  router.post('/:slug/shown', async (request, response) => {
    const { id } = await publicationOf(app, request);
    const { source } = request.query;
    noteShowing(request, id, typeof source === 'string' ? source : (request.get('Referer') ?? ''));
    response.setHeader('Cache-Control', 'no-store');
    response.status(204).end();
  });
  router.use('/:slug/box', allowAnyOrigin, forPrograms);
  router.get('/:slug/box', (request, response) =>
    pages.answer(request, response, async () => {
      const publication = await publicationOf(app, request);
      const box = await makeBox(app, publication, visitorSpeech(request, response, publication));
      return { type: 'application/json', body: JSON.stringify(box), headers: { 'Cache-Control': BOX_KEPT } };
    }),
  );
  router.get('/:slug/look.css', async (request, response) => {
    const { accentColor } = await publicationOf(app, request);
    response.setHeader('Cache-Control', cacheRule('v' in request.query));
    response.type('css').send(lookStyles(accentColor));
  });

  router.use(['/:slug/subscribe', '/:slug/challenge'], allowAnyOrigin);
  router.get('/:slug/challenge', forPrograms, async (request, response) => {
    await publicationOf(app, request);
    response.setHeader('Cache-Control', 'no-store');
    response.json(await makeChallenge(app));
  });
  // The address stays in the browser's bar after a fault; opening it again is no error.
  router.get('/:slug/subscribe', async (request, response) => {
    const { slug } = await publicationOf(app, request);
    response.redirect(303, `/${slug}`);
  });
  router.post('/:slug/subscribe', ...readReaderForm('100kb'), (request, response) =>
    (wantsJson(request) ? answerJson : answerForm)(app, doors, request, response),
  );
  return router;
}

/** What sign-ups go through, a crowd together. */
interface Doors {
  offerOf: ReturnType<typeof createOffers>;
  check: ReturnType<typeof createCheck>;
  visitorOf: ReturnType<typeof createVisitorLimit>;
  signUp: ReturnType<typeof createSignUps>;
}

async function answerJson(app: App, doors: Doors, request: Request, response: Response): Promise<void> {
  try {
    const offer = await doors.offerOf(request, response);
    const { address, ticket, isLater } = await takeSignUp(app, doors, request, offer, 'json');
    const didYouMean = likelyDomain(address.domain);
    response.status(202).json({
      status: 'check-your-inbox',
      ...(isLater && { mail: 'later' }),
      ...(didYouMean && { didYouMean }),
      ...(ticket && answerOf(ticket, address, offer)),
    });
  } catch (error) {
    const problem = problemOf(error);
    logFailure(app.log, error, problem.status, response);
    const told = problemFor(problem, error, speechOf(request, response));
    sendPublicProblem(
      response,
      error instanceof CheckNeeded ? { ...told, ...wayToCheck(app, request) } : told,
    );
  }
}

/** What a program needs to go on. */
const wayToCheck = ({ config }: App, request: Request) => ({
  challenge: `${config.publicUrl}/${String(request.params['slug'])}/challenge`,
  field: ANSWER,
});

/** What a box goes on with. */
function answerOf(ticket: string, address: EmailAddress, { publication, speech }: Offer): SignUpAnswer {
  const site = mailSiteOf(address.domain, publication.fromAddress);
  const mailSite = site && { label: speech.words.checkInbox.open(site.name), url: site.url };
  return { ticket, address: address.delivery, ...(mailSite && { mailSite }) };
}

async function answerForm(app: App, doors: Doors, request: Request, response: Response): Promise<void> {
  const offer = await doors.offerOf(request, response);
  const isFrame = (request.body as { frame?: unknown } | undefined)?.frame === '1';
  try {
    const { address, ticket } = await takeSignUp(app, doors, request, offer, 'form');
    const slip = likelyDomain(address.domain) ? `?typed=${encodeURIComponent(address.domain)}` : '';
    const knows = ticket === undefined ? slip : `?ticket=${encodeURIComponent(ticket)}`;
    response.redirect(303, `/${offer.publication.slug}${isFrame ? '/embed' : ''}/check-inbox${knows}`);
  } catch (error) {
    if (error instanceof CheckNeeded)
      return showCheck(request, response, { ...offer, isFrame, source: givenSource(request) });
    if (isFrame) allowFraming(response);
    if (!(error instanceof InvalidInput)) throw error;
    await showBox(app, request, response, { ...offer, isFrame, errors: error.errors });
  }
}

const refererOf = (request: Request) => request.get('Referer')?.slice(0, 500) ?? '';

/** Where the box stood, as the page between keeps it. */
function givenSource(request: Request): string {
  const { source } = request.body as { source?: unknown };
  return typeof source === 'string' && source !== '' ? source.slice(0, 500) : refererOf(request);
}

/** What a request costs whose time-stamp is made up, compared with an ordinary one: its network's mails leave more slowly. */
const FORGED_COST = 3;

/** Signs up, unless a program filled in the trap; nobody is told which (ENU-01). */
async function takeSignUp(app: App, doors: Doors, request: Request, offer: Offer, channel: 'form' | 'json') {
  const { publication, speech } = offer;
  const { email, stamp, also: chosen, ...form } = parseInput(signUpForm(offer, channel), request.body ?? {});
  const also = offer.beside.filter(({ slug }) => chosen.includes(slug));
  const stampSays = readStamp(app, stamp);
  const { name, topics, timeZone, language } = form;
  const asked = {
    address: email,
    choices: {
      name,
      topicIds: topics,
      rhythm: chosenRhythm(channel, form, publication),
      timeZone,
      language: language ?? chosenLanguage(speech, publication),
    },
    source: form.source || refererOf(request),
  };
  const taken = {
    address: email,
    isLater: false,
    ticket: form.ticket
      ? makeTicket(app, publication, { ...asked, also: also.map(({ id }) => id) })
      : undefined,
  };
  if (form[TRAP] !== '') {
    app.log.warn({ event: 'sign-up.ignored', publicationId: publication.id, isTrapped: true });
    return taken;
  }
  const { proof, isLater } = await doors.check([publication, ...also], form[ANSWER]);
  const cost = stampSays === 'forged' ? FORGED_COST : 1;
  const counted = await doors.visitorOf(request.ip, cost, publication);
  const visitor = isLater ? inSlowLane(app, counted) : counted;
  const evidence = evidenceOf(request, channel);
  const details = { ...evidence.details, stamp: stampSays };
  await doors
    .signUp(publication, {
      ...asked,
      also,
      evidence: { ...evidence, details },
      visitor,
      proof,
    })
    .catch((error: unknown) => {
      throw error instanceof ProofSpent ? new CheckNeeded(error.message) : error;
    });
  return { ...taken, isLater };
}
