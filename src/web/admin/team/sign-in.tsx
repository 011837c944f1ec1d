import { z } from 'zod';
import {
  endSession,
  findPendingSignIn,
  findSession,
  findSignInLink,
  hasOwner,
  requestSignInLink,
  askPasskey,
  signIn,
  signInByCode,
  signInByLink,
  signInByPasskey,
  type Entered,
  type LetIn,
  type SignIn,
} from '../../../accounts/index.ts';
import type { Desk } from '../../../words/index.ts';
import { open, type ForVisitor } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import type { Answer, View } from '../view.ts';
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
function afterAll(desk: Desk, entered: LetIn, { next, kept }: { next: string; kept: string }): Answer {
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
      return (await findSession(app, cookie('session') ?? '')) ? { to: next } : signInView(desk, form, next);
    },
    async act({ app, desk, visitor, cookie, fields: { email, password, next, kept } }) {
      const result = await signIn(app, { email, password, visitor, ...keptBy(cookie) });
      if (result.kind === 'refused' || result.kind === 'throttled')
        return refusedView(desk, result, { email, kept }, pageOr(next));
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
        return { ...signInView(desk, { values: { kept }, errors }, pageOr(next)), status: 422 };
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
      return refusedView(desk, { kind: 'throttled', retryAfterSeconds: options }, {});
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
      return { ...signInView(desk, { values: { kept }, errors }, pageOr(next)), status: 422 };
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

type Refused = Exclude<SignIn, Entered>;
const minutesOf = (seconds: number) => Math.ceil(seconds / 60);

function refusedView(desk: Desk, result: Refused, values: Record<string, string>, next?: string): View {
  const form = { values, errors: [{ field: '', message: refusalOf(desk, result) }] };
  const view = signInView(desk, form, next);
  if (result.kind === 'refused') return { ...view, status: 422 };
  return { ...view, status: 429, retryAfterSeconds: result.retryAfterSeconds };
}

/** The same words whatever is known of the address (ENU-03). */
function refusalOf({ words: { door } }: Desk, result: Refused): string {
  if (result.kind === 'refused') return door.refused;
  return door.throttled(minutesOf(result.retryAfterSeconds));
}
