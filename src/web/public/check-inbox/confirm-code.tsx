import type { Request, Response } from 'express';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { listTopics, type Publication } from '../../../publications/index.ts';
import {
  confirmByCode,
  linksOf,
  nextMailAt,
  readTicket,
  type CodeConfirmed,
} from '../../../subscribers/index.ts';
import { logFailure, problemOf, sendPublicProblem, wantsJson } from '../../problem.ts';
import { codeSays } from '../box/code-says.ts';
import { evidenceOf, publicationOf } from '../request.ts';
import { problemFor } from '../subscribe/say-faults.ts';
import { chosenBeside } from './chosen-beside.ts';
import { createVisitorLimit } from '../subscribe/visitor-limit.ts';
import { rememberSpeech, speechOf, visitorSpeech } from '../visitor-speech.ts';
import { faultOf, onceEach, readCodeForm, WrongCode } from './code-form.ts';
import { showCheckInbox } from './show-check-inbox.tsx';

/** `POST /:slug/confirm-code`, from a page or a program. */
export function createConfirmCode(app: App) {
  const limit = createVisitorLimit(app, 'code');
  const confirm = async (request: Request, publication: Publication): Promise<CodeConfirmed> => {
    const { ticket, ...typed } = readCodeForm(app, publication, request.body);
    await limit(request.ip, 1);
    // Of several newsletters one sent the mail: the first of which they are no reader.
    for (const one of [publication, ...(await chosenBeside(app, publication, ticket))]) {
      const confirmed = await confirmByCode(app, one, typed, evidenceOf(request, 'code'));
      if (confirmed) return confirmed;
    }
    throw new WrongCode();
  };
  return (request: Request, response: Response) =>
    (wantsJson(request) ? answerJson : answerForm)(app, request, response, confirm);
}

type Confirm = (request: Request, publication: Publication) => Promise<CodeConfirmed>;

async function answerJson(app: App, request: Request, response: Response, confirm: Confirm): Promise<void> {
  try {
    const asked = await publicationOf(app, request);
    rememberSpeech(response, visitorSpeech(request, response, asked));
    const { publication, subscriber, wasReader } = await confirm(request, asked);
    const links = await linksOf(app, subscriber.id);
    const chose = readTicket(app, publication, onceEach(request.body)['ticket'])?.choices.rhythm ?? null;
    const topics = await listTopics(app.db, publication.id);
    response.setHeader('Cache-Control', 'no-store');
    response.json({
      status: 'active',
      ...(wasReader && { already: true }),
      rhythm: subscriber.rhythm,
      nextMailAt: nextMailAt(publication, subscriber, app.now()) ?? null,
      preferencesUrl: links?.preferencesUrl,
      rhythmUrl: links?.rhythmUrl,
      ...(links && {
        says: codeSays({ publication, subscriber, topics, wasReader, chose, links }, app.now()),
      }),
    });
  } catch (error) {
    const problem = problemOf(error);
    logFailure(app.log, error, problem.status, response);
    // What is wrong with a code, programs tell in words of their own.
    const isOfCode = error instanceof InvalidInput;
    sendPublicProblem(response, isOfCode ? problem : problemFor(problem, error, speechOf(request, response)));
  }
}

async function answerForm(app: App, request: Request, response: Response, confirm: Confirm): Promise<void> {
  const publication = await publicationOf(app, request);
  const given = onceEach(request.body);
  const { ticket } = given;
  const isFrame = given['frame'] === '1';
  try {
    const { publication: confirmed, subscriber, wasReader } = await confirm(request, publication);
    const token = (await linksOf(app, subscriber.id))?.rhythmUrl.split('/').at(-1) ?? '';
    const chose = readTicket(app, publication, ticket)?.choices.rhythm ?? '';
    const page = `/${confirmed.slug}${isFrame ? '/embed' : ''}/subscribed/${token}`;
    response.redirect(303, wasReader ? `${page}?already=${chose}` : page);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const fault = faultOf(given, error);
    await showCheckInbox(app, request, response, { publication, isFrame, ticket, fault });
  }
}
