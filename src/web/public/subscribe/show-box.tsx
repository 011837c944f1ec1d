import type { Request, Response } from 'express';
import { findPace, listHeadlines } from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import type { FieldError } from '../../../platform/errors.ts';
import type { Publication, Topic } from '../../../publications/index.ts';
import { consentOf } from '../../../subscribers/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { sendPage } from '../../html.ts';
import { makeStamp } from './form-stamp.ts';
import { sayFaults } from './say-faults.ts';
import type { BoxProps } from './SignUpBox.tsx';
import { typedIn } from './sign-up-form.ts';
import { EmbedPage, SignUpPage } from './SignUpPage.tsx';

const LATEST = 4;

interface Shown {
  publication: Publication;
  speech: ReaderSpeech;
  topics: Topic[];
  /** Newsletters that can be chosen with it. */
  beside?: Publication[];
  isFrame: boolean;
  errors?: FieldError[];
}

/** Answers with the sign-up page, or with the box alone for a frame; after a fault with what was typed (422). */
export async function showBox(app: App, request: Request, response: Response, shown: Shown): Promise<void> {
  const box = await boxOf(app, request, shown);
  const status = box.errors.length > 0 ? 422 : 200;
  if (shown.isFrame) {
    allowFraming(response);
    sendPage(response, <EmbedPage box={box} />, status);
    return;
  }
  const headlines = await listHeadlines(app.db, shown.publication.id, LATEST);
  sendPage(response, <SignUpPage headlines={headlines} box={box} now={app.now()} />, status);
}

/** The box with what was typed, and why it was refused. */
export async function boxOf(app: App, request: Request, shown: Shown): Promise<BoxProps> {
  const { publication, speech, topics, beside = [], isFrame, errors = [] } = shown;
  return {
    publication,
    speech,
    topics,
    beside: isFrame ? [] : beside,
    consent: consentOf(publication, speech.language).text,
    pace: await findPace(app.db, publication.id),
    stamp: makeStamp(app),
    source: sourceOf(request, isFrame),
    isFrame,
    scheme: (['light', 'dark'] as const).find((scheme) => scheme === request.query['scheme']),
    typed: typedIn(request.body),
    errors: sayFaults(errors, speech),
  };
}

/** Where the box stands: `embed.js` says so, because a frame cannot see the page around it. */
export function sourceOf(request: Request, isFrame: boolean): string {
  const { source } = { ...(request.body as object), ...request.query } as { source?: unknown };
  if (typeof source === 'string') return source.slice(0, 500);
  return isFrame ? 'embedded box' : 'hosted page';
}

/** Other sites may put this page into a frame; every other page of ours forbids it. */
export function allowFraming(response: Response): void {
  const policy = String(response.getHeader('Content-Security-Policy'));
  response.setHeader(
    'Content-Security-Policy',
    policy.replace("frame-ancestors 'none'", 'frame-ancestors *'),
  );
  response.removeHeader('X-Frame-Options');
}
