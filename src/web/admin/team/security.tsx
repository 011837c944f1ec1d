import { z } from 'zod';
import {
  changeOwnPassword,
  endOtherSessions,
  endOwnSession,
  listSessions,
  findAuthenticator,
  proveAgain,
  type SignedIn,
} from '../../../accounts/index.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import type { Desk } from '../../../words/index.ts';
import { admin, idText } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import { ownPath } from '../own-path.ts';
import type { View } from '../view.ts';
import { proofFirst, SECURITY } from './proof-first.ts';
import { Confirm, Security } from './SecurityPage.tsx';

const HERE = SECURITY;
const typed = z.string().default('');

/** `/admin/account/security`: how one signs in, and where one is signed in. */
export const securityRoutes = [
  ...admin.formPage({
    path: '/account/security',
    role: 'viewer',
    fields: z.object({ password: z.string().default('') }),
    start: () => ({}),
    async view({ app, desk, user }, form) {
      const [sessions, authenticator] = await Promise.all([
        listSessions(app, user.userId),
        findAuthenticator(app, user.userId),
      ]);
      return {
        title: desk.words.security.title,
        lede: desk.words.security.lede,
        current: 'account',
        layout: 'narrow',
        crumbs: <a href="/admin/account">{desk.words.account.title}</a>,
        content: <Security user={user} sessions={sessions} authenticator={authenticator} form={form} />,
      };
    },
    async act({ app, user, visitor, fields }) {
      const first = proofFirst(user);
      if (first) return first;
      await changeOwnPassword(app, user, fields.password, visitor);
      return { to: HERE, notice: 'password-changed' };
    },
  }),
  admin.button({
    path: '/account/sessions/:id/end',
    role: 'viewer',
    params: z.object({ id: idText }),
    async act({ app, user, params }) {
      await endOwnSession(app, user.userId, params.id);
      return { to: HERE, notice: 'session-ended' };
    },
  }),
  admin.button({
    path: '/account/sessions/end-others',
    role: 'viewer',
    async act({ app, user }) {
      await endOtherSessions(app, user);
      return { to: HERE, notice: 'others-signed-out' };
    },
  }),
  ...admin.formPage({
    path: '/account/confirm',
    role: 'viewer',
    fields: z.object({ password: typed, code: typed, next: typed }),
    start: ({ query }) => ({ next: ownPath(query['next']) ?? HERE }),
    view: ({ desk, user }, form) => confirmView(desk, user, form),
    async act({ app, desk, user, visitor, fields: { next, ...given } }) {
      const proof = await proveAgain(app, user, given, visitor);
      if (proof.kind === 'proved') return { to: ownPath(next) ?? HERE, notice: 'confirmed' };
      const { security, door } = desk.words;
      if (proof.kind === 'refused')
        throw new InvalidInput([
          {
            field: proof.field,
            message: proof.field === 'code' ? door.codeWrong : security.confirm.refused,
          },
        ]);
      const message = door.throttled(Math.ceil(proof.retryAfterSeconds / 60));
      const form = { values: { next }, errors: [{ field: '', message }] };
      return {
        ...confirmView(desk, user, form),
        status: 429,
        retryAfterSeconds: proof.retryAfterSeconds,
      };
    },
  }),
];

function confirmView(desk: Desk, user: SignedIn, form: FormState): View {
  return {
    title: desk.words.security.confirm.title,
    current: 'account',
    layout: 'narrow',
    content: <Confirm user={user} form={form} />,
  };
}
