import type { Response } from 'express';
import { publicationsOf, type SignedIn } from '../../accounts/index.ts';
import type { OpenedApp } from '../../platform/app.ts';
import { listPublications, type Publication } from '../../publications/index.ts';
import { countDecisions } from '../../reports/index.ts';
import type { Desk } from '../../words/index.ts';
import { sendPage } from '../html.ts';
import { DeskPage } from './components/DeskPage.tsx';
import { DoorPage } from './components/DoorPage.tsx';
import type { Said } from './notices.ts';
import { DeskContext } from './use-desk.ts';
import type { View } from './view.ts';

interface Around {
  /** Undefined before the sign-in. */
  user: SignedIn | undefined;
  desk: Desk;
  /** Which publication the page is about. */
  publication?: Publication | undefined;
  said?: Said | undefined;
}

export async function sendView(
  app: Pick<OpenedApp, 'config' | 'db'>,
  response: Response,
  { status, retryAfterSeconds, hasFrame, publication, ...view }: View,
  { publication: found = publication, ...rest }: Around,
): Promise<void> {
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
  if (hasFrame) response.setHeader('Content-Security-Policy', `${policyOf(response)};frame-src 'self'`);
  const hasMailbox = app.config.smtpUrl === undefined;
  const { user, desk, said } = rest;
  const around = { ...rest, publication: found };
  const isInside = user !== undefined || view.current === 'mailbox';
  const page = isInside ? (
    <DeskPage {...view} said={said} user={user} places={{ ...(await placesOf(app, around)), hasMailbox }} />
  ) : (
    <DoorPage {...view} said={said} />
  );
  sendPage(response, <DeskContext.Provider value={desk}>{page}</DeskContext.Provider>, status);
}

/** Where the menu leads, and what waits there. A page of no publication in particular has the menu of the first. */
async function placesOf({ db }: Pick<OpenedApp, 'db'>, { user, publication }: Around) {
  if (!user) return { publications: [], publication: undefined, decisions: undefined };
  const publications = await listPublications(db, 0, undefined, publicationsOf(user));
  const chosen = publication ?? publications[0];
  return { publications, publication: chosen, decisions: chosen && (await countDecisions(db, chosen.id)) };
}

const policyOf = (response: Response) => String(response.getHeader('Content-Security-Policy') ?? '');
