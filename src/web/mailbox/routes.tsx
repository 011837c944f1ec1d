import { Router, type Request, type Response } from 'express';
import type { SignedIn } from '../../accounts/index.ts';
import { getMailboxMessage, listMailbox, parseMailboxMessage } from '../../mailers/index.ts';
import type { App } from '../../platform/app.ts';
import { NotFound } from '../../platform/errors.ts';
import { listPublications } from '../../publications/index.ts';
import { sendView, type View } from '../admin/frame.tsx';
import { requireMailboxReader } from './mailbox-access.ts';
import { Mailbox } from './Mailbox.tsx';
import { Message, VIEWS } from './Message.tsx';

const PAGE_SIZE = 50;

/** What a mail may do in its frame, however hostile: show styles and pictures, open links in new tabs. */
const FRAME_POLICY = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  'img-src http: https: data:',
  "style-src 'unsafe-inline'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** `/mailbox`: what was "sent" while there is no mail server. */
export function mailboxRoutes(app: App): Router {
  const router = Router();
  router.use(requireMailboxReader(app));
  router.get('/', (request, response) => showMailbox(app, request, response));
  router.get('/:id', async (request, response) => {
    const message = await messageOf(app, request);
    const view = VIEWS.find((name) => name === request.query['view']) ?? 'html';
    const parsed = await parseMailboxMessage(message.source);
    response.setHeader('Content-Security-Policy', `${pagePolicy(response)};frame-src 'self'`);
    const content = <Message message={message} parsed={parsed} view={view} />;
    show(app, response, { title: message.subject || '(no subject)', content });
  });
  router.get('/:id/frame', async (request, response) => {
    const { html } = await parseMailboxMessage((await messageOf(app, request)).source);
    response.setHeader('Content-Security-Policy', FRAME_POLICY);
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(`<!doctype html><base target="_blank">${html}`);
  });
  router.get('/:id/message.eml', async (request, response) => {
    const { id, source } = await messageOf(app, request);
    response.setHeader('Content-Security-Policy', FRAME_POLICY);
    response.attachment(`message-${id}.eml`).type('message/rfc822').send(source);
  });
  return router;
}

const pagePolicy = (response: Response) => String(response.getHeader('Content-Security-Policy') ?? '');

function show(app: App, response: Response, view: Pick<View, 'title' | 'content'>): void {
  const user = response.locals['user'] as SignedIn | undefined;
  sendView(app, response, { ...view, current: 'mailbox' }, { user });
}

async function showMailbox(app: App, request: Request, response: Response): Promise<void> {
  const { before, to } = request.query;
  const address = typeof to === 'string' ? to.trim() : '';
  const page = {
    limit: PAGE_SIZE + 1,
    ...(idOf(before) && { before: idOf(before) }),
    ...(address && { text: address }),
  };
  const [found, publications] = await Promise.all([listMailbox(app.db, page), listPublications(app.db)]);
  const entries = found.slice(0, PAGE_SIZE);
  const last = entries.at(-1);
  const older = new URLSearchParams({ ...(address && { to: address }), before: String(last?.id) });
  const content = (
    <Mailbox
      entries={entries}
      to={address}
      olderUrl={found.length > PAGE_SIZE ? `/mailbox?${older}` : undefined}
      publications={publications}
    />
  );
  show(app, response, { title: 'Mailbox', content });
}

function messageOf(app: App, request: Request) {
  const id = idOf(request.params['id']);
  if (id === undefined) throw new NotFound('This message');
  return getMailboxMessage(app.db, id);
}

function idOf(text: unknown): number | undefined {
  return typeof text === 'string' && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
