import { Router, type Response } from 'express';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { neverMailAgain, viewNeverAgain } from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import { evidenceOf, tokenOf } from '../request.ts';
import { BlockedPage, NeverAgainPage } from './NeverAgainPages.tsx';

/** `/never-again/:token`: for people whose address a stranger entered (BOMB-06). */
export function neverAgainRoutes(app: App): Router {
  const router = Router();
  router.get('/:token', async (request, response) => {
    await show(app, tokenOf(request), response);
  });
  router.post('/:token', async (request, response) => {
    const token = tokenOf(request);
    if (!(await neverMailAgain(app, token, evidenceOf(request, 'never-again')))) throw unknown();
    await show(app, token, response);
  });
  return router;
}

const unknown = () => new NotFound('This link');

async function show(app: App, token: string, response: Response): Promise<void> {
  const view = await viewNeverAgain(app, token);
  if (view.kind === 'forged') throw unknown();
  if (view.kind === 'open') sendPage(response, <NeverAgainPage {...view} token={token} />);
  else sendPage(response, <BlockedPage publication={view.kind === 'done' ? view.publication : undefined} />);
}
