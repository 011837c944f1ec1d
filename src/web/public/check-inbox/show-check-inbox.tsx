import type { Request, Response } from 'express';
import type { App } from '../../../platform/app.ts';
import { likelyDomain } from '../../../platform/mail/domain-typo.ts';
import { listTopics, type Publication } from '../../../publications/index.ts';
import { MAIL_EVERY_MINUTES, readTicket, viewSignUpState, type Ticket } from '../../../subscribers/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { sendPage } from '../../html.ts';
import { allowFraming, boxOf } from '../subscribe/show-box.tsx';
import { visitorSpeech } from '../visitor-speech.ts';
import { BouncedPage } from './BouncedPage.tsx';
import { CheckInboxPage, type CodeFault } from './CheckInboxPage.tsx';

interface Shown {
  publication: Publication;
  isFrame: boolean;
  /** As it came. */
  ticket: unknown;
  fault?: CodeFault | undefined;
}

/** The page that waits for a code, or the box again once the mail has come back. */
export async function showCheckInbox(
  app: App,
  request: Request,
  response: Response,
  { publication, isFrame, ticket: sealed, fault }: Shown,
): Promise<void> {
  if (isFrame) allowFraming(response);
  // Its address may hold a ticket, and then the page names who signed up.
  response.setHeader('X-Robots-Tag', 'noindex');
  const speech = visitorSpeech(request, response, publication);
  const opened = readTicket(app, publication, sealed);
  if (opened && !opened.isMasked && (await viewSignUpState(app, publication, opened)) === 'bounced')
    return showBounced(app, request, response, { publication, speech, isFrame, ticket: opened });
  const page = {
    publication,
    speech,
    isFrame,
    fault,
    waitSeconds: opened ? secondsToWait(app, opened) : 0,
    ticket: opened && { opened, sealed: String(sealed) },
    slip: slipOf(opened?.address.domain ?? request.query['typed']),
  };
  sendPage(response, <CheckInboxPage {...page} />, fault ? 422 : 200);
}

async function showBounced(
  app: App,
  request: Request,
  response: Response,
  of: { publication: Publication; speech: ReaderSpeech; isFrame: boolean; ticket: Ticket },
): Promise<void> {
  const { publication, ticket } = of;
  const { address, choices, source } = ticket;
  const topics = await listTopics(app.db, publication.id);
  const box = await boxOf(app, request, { ...of, topics });
  const typed = {
    email: address.delivery,
    rhythm: choices.rhythm ?? '',
    timeZone: choices.timeZone ?? '',
    also: [],
    topics: topics.filter(({ id }) => choices.topicIds.includes(id)).map(({ slug }) => slug),
  };
  sendPage(response, <BouncedPage box={{ ...box, typed, source }} address={address.delivery} />);
}

/** A second mail within the limits of a person would only wait. */
const secondsToWait = ({ now }: App, { at }: Ticket): number =>
  Math.max(0, Math.ceil((at.getTime() - now().getTime()) / 1000) + MAIL_EVERY_MINUTES * 60);

function slipOf(typed: unknown): { typed: string; meant: string } | undefined {
  const meant = typeof typed === 'string' ? likelyDomain(typed) : undefined;
  return meant === undefined ? undefined : { typed: String(typed), meant };
}
