import { z } from 'zod';
import {
  endSession,
  findSession,
  findSignInLink,
  hasAdmin,
  requestSignInLink,
  signIn,
  signInByLink,
  type SignIn,
} from '../../../accounts/index.ts';
import { open } from '../admin-route.ts';
import type { View } from '../view.ts';
import { ownPath } from '../own-path.ts';
import { linkGoneView } from './SetPassword.tsx';
import { readKept } from '../kept-form.ts';
import { keptFormView, NO_ADMIN, signInByLinkView, signInView } from './SignIn.tsx';

const GONE = linkGoneView('Ask for a new one on the sign-in page.');
const token = z.object({ token: z.string() });
const typed = z.string().default('');
const pageOr = (next: unknown) => ownPath(next) ?? '/admin';

/** `/admin/sign-in` and `/admin/sign-out`: the only pages of the admin for people who are not signed in. */
export const signInRoutes = [
  ...open.formPage({
    path: '/sign-in',
    // It may hold a form of 100 kB that waits for the sign-in.
    limit: '300kb',
    fields: z.object({ email: typed, password: typed, next: typed, kept: typed }),
    start: ({ query }) => ({ next: pageOr(query['next']) }),
    async view({ app, cookie }, form) {
      if (!(await hasAdmin(app.db))) return NO_ADMIN;
      const next = pageOr(form.values['next']);
      return (await findSession(app, cookie('session') ?? '')) ? { to: next } : signInView(form, next);
    },
    async act({ app, visitor, cookie, fields: { email, password, next, kept } }) {
      const tokens = { deviceToken: cookie('device'), earlierToken: cookie('session') };
      const result = await signIn(app, { email, password, visitor, ...tokens });
      if (result.kind !== 'signed-in') return refusedView(result, { email, kept }, pageOr(next));
      const cookies = { session: result.token, device: result.deviceToken };
      const form = readKept(kept);
      return form ? { ...keptFormView(form), cookies } : { to: pageOr(next), cookies };
    },
  }),
  open.button({
    path: '/sign-in-link',
    fields: z.object({ email: typed }),
    async act({ app, visitor, fields: { email } }) {
      const retryAfterSeconds = await requestSignInLink(app, email, visitor);
      if (retryAfterSeconds === undefined) return { to: '/admin/sign-in', notice: 'link-sent' };
      return refusedView({ kind: 'throttled', retryAfterSeconds }, { email });
    },
  }),
  open.page({
    path: '/sign-in/:token',
    params: token,
    async view({ app, params }) {
      const user = await findSignInLink(app, params.token);
      return user ? signInByLinkView(user.email, params.token) : GONE;
    },
  }),
  open.button({
    path: '/sign-in/:token',
    params: token,
    async act({ app, params, visitor, cookie }) {
      const found = await signInByLink(app, params.token, visitor, cookie('session'));
      if (!found) return GONE;
      return { to: '/admin', cookies: { session: found.token, device: found.deviceToken } };
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

type Refused = Exclude<SignIn, { kind: 'signed-in' }>;

function refusedView(result: Refused, values: Record<string, string>, next?: string): View {
  const form = { values, errors: [{ field: '', message: refusalOf(result) }] };
  const view = signInView(form, next);
  if (result.kind === 'refused') return { ...view, status: 422 };
  return { ...view, status: 429, retryAfterSeconds: result.retryAfterSeconds };
}

/** The same words whatever is known of the address (ENU-03). */
function refusalOf(result: Refused): string {
  if (result.kind === 'refused') return 'The email address or the password is wrong.';
  const minutes = Math.ceil(result.retryAfterSeconds / 60);
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return `There were too many tries. Please wait ${wait}, or sign in with a link by email.`;
}
