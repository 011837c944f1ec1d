import { z } from 'zod';
import {
  endSession,
  findSession,
  findSignInLink,
  hasOwner,
  requestSignInLink,
  signIn,
  signInByLink,
  type SignIn,
} from '../../../accounts/index.ts';
import type { Desk } from '../../../words/index.ts';
import { open } from '../admin-route.ts';
import type { View } from '../view.ts';
import { ownPath } from '../own-path.ts';
import { linkGoneView } from './SetPassword.tsx';
import { readKept } from '../kept-form.ts';
import { keptFormView, noAdminView, signInByLinkView, signInView } from './SignIn.tsx';

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
    async view({ app, desk, cookie }, form) {
      if (!(await hasOwner(app.db))) return noAdminView(desk);
      const next = pageOr(form.values['next']);
      return (await findSession(app, cookie('session') ?? '')) ? { to: next } : signInView(desk, form, next);
    },
    async act({ app, desk, visitor, cookie, fields: { email, password, next, kept } }) {
      const tokens = { deviceToken: cookie('device'), earlierToken: cookie('session') };
      const result = await signIn(app, { email, password, visitor, ...tokens });
      if (result.kind !== 'signed-in') return refusedView(desk, result, { email, kept }, pageOr(next));
      const cookies = { session: result.token, device: result.deviceToken };
      const form = readKept(kept);
      return form ? { ...keptFormView(desk, form), cookies } : { to: pageOr(next), cookies };
    },
  }),
  open.button({
    path: '/sign-in-link',
    fields: z.object({ email: typed }),
    async act({ app, desk, visitor, fields: { email } }) {
      const retryAfterSeconds = await requestSignInLink(app, email, visitor);
      if (retryAfterSeconds === undefined) return { to: '/admin/sign-in', notice: 'link-sent' };
      return refusedView(desk, { kind: 'throttled', retryAfterSeconds }, { email });
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
      const found = await signInByLink(app, params.token, visitor, cookie('session'));
      if (!found) return linkGoneView(desk, 'signIn');
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

function refusedView(desk: Desk, result: Refused, values: Record<string, string>, next?: string): View {
  const form = { values, errors: [{ field: '', message: refusalOf(desk, result) }] };
  const view = signInView(desk, form, next);
  if (result.kind === 'refused') return { ...view, status: 422 };
  return { ...view, status: 429, retryAfterSeconds: result.retryAfterSeconds };
}

/** The same words whatever is known of the address (ENU-03). */
function refusalOf({ words: { door } }: Desk, result: Refused): string {
  if (result.kind === 'refused') return door.refused;
  return door.throttled(Math.ceil(result.retryAfterSeconds / 60));
}
