import { Router, type ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { getMailboxMessage, listMailbox, parseMailboxMessage } from '../../mailers/index.ts';
import type { App } from '../../platform/app.ts';
import { listPublications } from '../../publications/index.ts';
import type { Desk } from '../../words/index.ts';
import { adminErrors } from '../admin/admin-errors.tsx';
import { idText, mountRoute, routesBehind } from '../admin/admin-route.ts';
import { admittedTo, admitting } from '../admin/door.ts';
import { notFound } from '../html-errors.tsx';
import { admitMailboxReader } from './mailbox-access.ts';
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

const mailbox = routesBehind<object, object>({
  prefix: '',
  admit: admitMailboxReader,
  enter: async () => ({}),
});
const params = z.object({ id: idText });

const mailboxRouteTable = [
  mailbox.page({ path: '/', view: ({ app, desk, query }) => showMailbox(app, desk, query) }),
  mailbox.page({
    path: '/:id',
    params,
    async view({ app, desk, params: { id }, query }) {
      const message = await getMailboxMessage(app.db, id);
      const view = VIEWS.find((name) => name === query['view']) ?? 'html';
      const parsed = await parseMailboxMessage(message.source);
      const content = <Message message={message} parsed={parsed} view={view} />;
      const title = message.subject || desk.words.mailbox.noSubject;
      return { title, current: 'mailbox', hasFrame: true, content };
    },
  }),
  mailbox.page({
    path: '/:id/frame',
    params,
    async view({ app, params: { id } }) {
      const { html } = await parseMailboxMessage((await getMailboxMessage(app.db, id)).source);
      return { type: 'html', policy: FRAME_POLICY, body: `<!doctype html><base target="_blank">${html}` };
    },
  }),
  mailbox.page({
    path: '/:id/message.eml',
    params,
    async view({ app, params: { id } }) {
      const { source } = await getMailboxMessage(app.db, id);
      const fileName = `message-${id}.eml`;
      return { type: 'message/rfc822', policy: FRAME_POLICY, fileName, body: source };
    },
  }),
];

/** `/mailbox`: what was "sent" while there is no mail server. Other people see what readers see for an address that is no page. */
export function mailboxRoutes(app: App): Router {
  const router = Router();
  for (const route of mailboxRouteTable) mountRoute(router, app, route);
  router.use(admitting(app, admitMailboxReader));
  router.use(notFound);
  router.use(forAdmitted(adminErrors(app, 'mailbox')));
  return router;
}

const forAdmitted =
  (handler: ErrorRequestHandler): ErrorRequestHandler =>
  (error, request, response, next) =>
    admittedTo(response) ? handler(error, request, response, next) : next(error);

async function showMailbox(app: App, desk: Desk, { before, to }: Record<string, unknown>) {
  const address = typeof to === 'string' ? to.trim() : '';
  const id = idText.safeParse(before).data;
  const page = { limit: PAGE_SIZE + 1, ...(id && { before: id }), ...(address && { text: address }) };
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
  return { title: desk.words.mailbox.title, current: 'mailbox' as const, content };
}
