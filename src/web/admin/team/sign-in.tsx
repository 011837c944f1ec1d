import { z } from 'zod';
import {
  endSession,
  findPendingSignIn,
  findSession,
  findSignInLink,
  hasOwner,
  requestSignInLink,
  askPasskey,
  askProvider,
  signIn,
  signInByCode,
  signInByLink,
  signInByPasskey,
  signInByProvider,
  type Entered,
  type IdsOfSlugs,
  type NotLetIn,
  type LetIn,
  type SignIn,
} from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { findPublication } from '../../../publications/index.ts';
import type { Desk } from '../../../words/index.ts';
import { open, type ForVisitor } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import type { Answer, Leave, View } from '../view.ts';
import { asJson } from './as-json.ts';
import { ownPath } from '../own-path.ts';
import { linkGoneView } from './SetPassword.tsx';
import { readKept } from '../kept-form.ts';
import { codeView, keptFormView, noAdminView, signInByLinkView, signInView } from './SignIn.tsx';

const token = z.object({ token: z.string() });
const typed = z.string().default('');
const pageOr = (next: unknown) => ownPath(next) ?? '/admin';
const CODE = '/admin/sign-in/code';

/** Where somebody goes whose first proof was right. */
function afterFirst(desk: Desk, result: Entered, { next, kept }: { next: string; kept: string }): Answer {
  if (result.kind === 'signed-in') return afterAll(desk, result, { next, kept });
  const cookies = { pending: result.pendingToken };
  // A form that waits is too long for an address.
  if (kept !== '')
    return { ...codeView(desk, { values: { next, kept }, errors: [] }, result.pending), cookies };
  return { to: `${CODE}?next=${encodeURIComponent(pageOr(next))}`, cookies };
}

/** In: on to the page that was wanted, or to the form that was sent after the session had ended. */
function afterAll(desk: Desk, entered: LetIn, { next, kept }: { next: string; kept: string }): View | Leave {
  const { token: session, deviceToken: device, trustedToken } = entered;
  const cookies = { session, device, pending: null, ...(trustedToken && { trusted: trustedToken }) };
  const form = readKept(kept);
  return form ? { ...keptFormView(desk, form), cookies } : { to: pageOr(next), cookies };
}

const keptBy = (cookie: ForVisitor['cookie']) => ({
  deviceToken: cookie('device'),
  earlierToken: cookie('session'),
  trustedToken: cookie('trusted'),
});

/** `/admin/sign-in` and `/admin/sign-out`: the only pages of the admin for people who are not signed in. */
export const signInRoutes = [
  ...open.formPage({
    path: '/sign-in',
    // It may hold a form of 100 kB that waits for the sign-in.
    limit: '300kb',
    fields: z.object({ email: typed, password: typed, next: typed, kept: typed }),
    start: ({ query }) => ({ next: pageOr(query['next']) }),
    async view({ app, desk, cookie }, form) {
      if (!(await hasOwner(app.db))) return noAdminView(desk);
      const next = pageOr(form.values['next']);
      return (await findSession(app, cookie('session') ?? ''))
        ? { to: next }
        : signInView(desk, form, next, app.config.oidc);
    },
    async act({ app, desk, visitor, cookie, fields: { email, password, next, kept } }) {
      const result = await signIn(app, { email, password, visitor, ...keptBy(cookie) });
      if (result.kind === 'refused' || result.kind === 'throttled')
        return refusedView({ app, desk }, result, { email, kept }, pageOr(next));
      return afterFirst(desk, result, { next, kept });
    },
  }),
  ...open.formPage({
    path: '/sign-in/code',
    limit: '300kb',
    fields: z.object({ code: typed, next: typed, kept: typed, trust: typed }),
    start: ({ query }) => ({ next: pageOr(query['next']) }),
    view: async ({ app, desk, cookie }, form) => {
      const pending = await findPendingSignIn(app, cookie('pending'));
      return pending ? codeView(desk, form, pending) : { to: '/admin/sign-in' };
    },
    async act({ app, desk, visitor, cookie, fields: { code, next, kept, trust } }) {
      const isToBeTrusted = trust === 'on';
      const tokens = { ...keptBy(cookie), pendingToken: cookie('pending') };
      const result = await signInByCode(app, { ...tokens, code, visitor, isToBeTrusted });
      if (result.kind === 'signed-in') return afterAll(desk, result, { next, kept });
      const { door } = desk.words;
      if (result.kind === 'gone') {
        const errors = [{ field: '', message: door.tooLate }];
        return {
          ...signInView(desk, { values: { kept }, errors }, pageOr(next), app.config.oidc),
          status: 422,
        };
      }
      const isWrong = result.kind === 'refused';
      const message = isWrong ? door.codeWrong : door.throttledCode(minutesOf(result.retryAfterSeconds));
      const values = { next, kept, trust };
      const form: FormState = { values, errors: [{ field: isWrong ? 'code' : '', message }] };
      const pending = await findPendingSignIn(app, tokens.pendingToken);
      const view = codeView(desk, form, pending);
      if (result.kind === 'refused') return { ...view, status: 422 };
      return { ...view, status: 429, retryAfterSeconds: result.retryAfterSeconds };
    },
  }),
  open.button({
    path: '/sign-in/passkey/options',
    async act({ app, desk, visitor }) {
      const options = await askPasskey(app, visitor.ip);
      if (typeof options !== 'number') return asJson(options);
      return refusedView({ app, desk }, { kind: 'throttled', retryAfterSeconds: options }, {});
    },
  }),
  open.button({
    path: '/sign-in/passkey',
    limit: '300kb',
    fields: z.object({ answer: typed, next: typed, kept: typed }),
    async act({ app, desk, visitor, cookie, fields: { answer, next, kept } }) {
      const entered = await signInByPasskey(app, answer, visitor, keptBy(cookie));
      if (entered) return afterAll(desk, entered, { next, kept });
      const errors = [{ field: '', message: desk.words.factors.passkeys.refused }];
      return {
        ...signInView(desk, { values: { kept }, errors }, pageOr(next), app.config.oidc),
        status: 422,
      };
    },
  }),
  // A link and no form: browsers follow no form to another site (SEC-07).
  open.page({
    path: '/sign-in/sso',
    async view({ app, desk, query }) {
      const { oidc } = app.config;
      if (!oidc || !(await hasOwner(app.db))) throw new NotFound('This page');
      const asked = await askProvider(app, oidc, pageOr(query['next']));
      return asked ? { to: asked.to, cookies: { sso: asked.kept } } : notLetInView(desk, 'unreachable', oidc);
    },
  }),
  open.page({
    path: '/sign-in/sso/callback',
    async view({ app, desk, query, visitor, cookie }) {
      const { oidc } = app.config;
      if (!oidc) throw new NotFound('This page');
      const given = { query: queryOf(query), kept: cookie('sso'), visitor, browser: keptBy(cookie) };
      const result = await signInByProvider(app, oidc, given, idsOfSlugs(app));
      if (result.kind === 'refused') return notLetInView(desk, result.why, oidc);
      const left = afterAll(desk, result.entered, { next: result.next, kept: '' });
      return { ...left, cookies: { ...left.cookies, sso: null } };
    },
  }),
  open.button({
    path: '/sign-in-link',
    fields: z.object({ email: typed }),
    async act({ app, desk, visitor, fields: { email } }) {
      const retryAfterSeconds = await requestSignInLink(app, email, visitor);
      if (retryAfterSeconds === undefined) return { to: '/admin/sign-in', notice: 'link-sent' };
      return refusedView({ app, desk }, { kind: 'throttled', retryAfterSeconds }, { email });
    },
  }),
  open.page({
    path: '/sign-in/:token',
    params: token,
    async view({ app, desk, params }) {
      const user = await findSignInLink(app, params.token);
      return user ? signInByLinkView(desk, user.email, params.token) : linkGoneView(desk, 'signIn');
    },
  }),
  open.button({
    path: '/sign-in/:token',
    params: token,
    async act({ app, desk, params, visitor, cookie }) {
      const found = await signInByLink(app, params.token, visitor, keptBy(cookie));
      return found ? afterFirst(desk, found, { next: '/admin', kept: '' }) : linkGoneView(desk, 'signIn');
    },
  }),
  open.button({
    path: '/sign-out',
    async act({ app, cookie }) {
      await endSession(app, cookie('session') ?? '');
      return { to: '/admin/sign-in', notice: 'signed-out', cookies: { session: null } };
    },
  }),
];

/** As it came, but for what is no text. */
function queryOf(query: Record<string, unknown>): string {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (typeof one === 'string') found.append(name, one);
  return `?${found}`;
}

const idsOfSlugs =
  ({ db }: App): IdsOfSlugs =>
  async (slugs) => {
    const found = await Promise.all(
      slugs.map(async (slug): Promise<[string, number][]> => {
        const publication = await findPublication(db, slug);
        return publication ? [[slug, publication.id]] : [];
      }),
    );
    return new Map(found.flat());
  };

/** Why, above the other ways in. */
function notLetInView(desk: Desk, why: NotLetIn, provider: { name: string }): View {
  const form = { values: {}, errors: [{ field: '', message: desk.words.door.sso.why[why](provider.name) }] };
  const status = why === 'unreachable' ? 503 : 403;
  return { ...signInView(desk, form, undefined, provider), status, cookies: { sso: null } };
}

type Refused = Exclude<SignIn, Entered>;
const minutesOf = (seconds: number) => Math.ceil(seconds / 60);

function refusedView(
  { app, desk }: { app: App; desk: Desk },
  result: Refused,
  values: Record<string, string>,
  next?: string,
): View {
  const form = { values, errors: [{ field: '', message: refusalOf(desk, result) }] };
  const view = signInView(desk, form, next, app.config.oidc);
  if (result.kind === 'refused') return { ...view, status: 422 };
  return { ...view, status: 429, retryAfterSeconds: result.retryAfterSeconds };
}

/** The same words whatever is known of the address (ENU-03). */
function refusalOf({ words: { door } }: Desk, result: Refused): string {
  if (result.kind === 'refused') return door.refused;
  return door.throttled(minutesOf(result.retryAfterSeconds));
}
