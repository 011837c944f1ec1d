import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import {
  askAddressChange,
  emailField,
  findOpenChange,
  mayMove,
  type Preferences,
} from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import { readReaderForm } from '../../read-form.ts';
import { limitReader } from '../reader-limit.ts';
import { evidenceOf, tokenOf } from '../request.ts';
import { createVisitorLimit } from '../subscribe/visitor-limit.ts';
import { speechFor, withReader } from '../with-reader.tsx';
import { AskAddressPage } from './AskAddressPage.tsx';

/** `/preferences/:token/address`: another address, which is asked by mail. */
export function askAddressRoutes(app: App): Router {
  const router = Router();
  const form = readReaderForm('10kb');
  const limitVisitor = createVisitorLimit(app, 'sign-up');
  const ofReader =
    (work: (request: Request, response: Response, preferences: Preferences) => Promise<void>) =>
    (request: Request, response: Response) =>
      withReader(app, 'preferences', request, response, (preferences) =>
        preferences.erasure || !mayMove(preferences.subscriber)
          ? response.redirect(303, `/preferences/${tokenOf(request)}`)
          : work(request, response, preferences),
      );
  router.get(
    '/:token/address',
    ofReader((request, response, preferences) => show(app, request, response, preferences, undefined)),
  );
  router.post(
    '/:token/address',
    form,
    ofReader(async (request, response, preferences) => {
      const { subscriber } = preferences;
      try {
        const address = newAddress(request.body, preferences);
        await limitReader(app, 'addresses', subscriber.id);
        const visitor = await limitVisitor(request.ip, 1);
        await askAddressChange(app, subscriber, address, { evidence: evidenceOf(request, 'page'), visitor });
        response.redirect(303, `/preferences/${tokenOf(request)}/address`);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        await show(app, request, response, preferences, error.errors[0]?.message);
      }
    }),
  );
  return router;
}

/** @throws InvalidInput in the reader's words, also for the address that they have: another spelling is no other address. */
function newAddress(body: unknown, { publication, subscriber }: Preferences) {
  const speech = speechFor(publication, subscriber);
  const read = z.object({ email: emailField }).safeParse(body ?? {});
  if (read.success && read.data.email.key !== subscriber.email) return read.data.email;
  const { trouble, address } = speech.words;
  throw new InvalidInput([{ field: 'email', message: read.success ? address.same : trouble.email }]);
}

async function show(
  app: App,
  request: Request,
  response: Response,
  preferences: Preferences,
  fault: string | undefined,
): Promise<void> {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const page = (
    <AskAddressPage
      preferences={preferences}
      token={tokenOf(request)}
      open={await findOpenChange(app.db, preferences.subscriber.id)}
      typed={typeof body['email'] === 'string' ? body['email'] : ''}
      fault={fault}
      now={app.now()}
    />
  );
  sendPage(response, page, fault === undefined ? 200 : 422);
}
