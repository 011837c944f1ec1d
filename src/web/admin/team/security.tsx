import { z } from 'zod';
import {
  changeOwnPassword,
  endOtherSessions,
  endOwnSession,
  listSessions,
  addPasskey,
  askNewPasskey,
  countCodesLeft,
  hasPasskeys,
  listPasskeys,
  proveAgain,
  proveByPasskey,
  removePasskey,
  renewRecoveryCodes,
  type SignedIn,
} from '../../../accounts/index.ts';
import { Conflict, InvalidInput } from '../../../platform/errors.ts';
import type { Desk } from '../../../words/index.ts';
import { admin, idText } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import { ownPath } from '../own-path.ts';
import type { View } from '../view.ts';
import { proofFirst, SECURITY } from './proof-first.ts';
import { asJson } from './as-json.ts';
import { codesView } from './AuthenticatorPage.tsx';
import { newPasskeyView } from './Passkeys.tsx';
import { Confirm, Security } from './SecurityPage.tsx';

const HERE = SECURITY;
const NEW_PASSKEY = '/admin/account/passkeys';
const typed = z.string().default('');

/** `/admin/account/security`: how one signs in, and where one is signed in. */
export const securityRoutes = [
  ...admin.formPage({
    path: '/account/security',
    role: 'viewer',
    fields: z.object({ password: z.string().default('') }),
    start: () => ({}),
    async view({ app, desk, user }, form) {
      const { userId } = user;
      const [sessions, passkeys, codesLeft] = await Promise.all([
        listSessions(app, userId),
        hasPasskeys(app) ? listPasskeys(app, userId) : undefined,
        countCodesLeft(app, userId),
      ]);
      return {
        title: desk.words.security.title,
        lede: desk.words.security.lede,
        current: 'account',
        layout: 'narrow',
        crumbs: <a href="/admin/account">{desk.words.account.title}</a>,
        content: (
          <Security user={user} sessions={sessions} passkeys={passkeys} codesLeft={codesLeft} form={form} />
        ),
        scripts: ['passkey'],
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
    path: '/account/recovery-codes',
    role: 'viewer',
    act: async ({ app, desk, user }) =>
      proofFirst(user) ?? codesView(desk, await renewRecoveryCodes(app, user)),
  }),
  admin.button({
    path: '/account/passkeys/options',
    role: 'viewer',
    act: async ({ app, user }) => asJson(await askNewPasskey(app, user)),
  }),
  ...admin.formPage({
    path: '/account/passkeys',
    role: 'viewer',
    fields: z.object({ name: typed, answer: typed }),
    start: () => ({}),
    view: ({ desk, user, app }, form) => newPasskeyView(desk, user, form, hasPasskeys(app)),
    async act({ app, desk, user, fields }) {
      const first = proofFirst(user, NEW_PASSKEY);
      if (first) return first;
      const { passkeys } = desk.words.factors;
      const refuse = (message: string) => new InvalidInput([{ field: '', message }]);
      const codes = await addPasskey(app, user, fields).catch((error: unknown) => {
        throw error instanceof Conflict ? refuse(passkeys.notAdded) : error;
      });
      if (!codes) throw refuse(passkeys.wrong);
      return codes.length > 0 ? codesView(desk, codes, 201) : { to: HERE, notice: 'passkey-added' };
    },
  }),
  admin.button({
    path: '/account/passkeys/:id/remove',
    role: 'viewer',
    params: z.object({ id: idText }),
    async act({ app, user, params }) {
      const first = proofFirst(user);
      if (first) return first;
      await removePasskey(app, user, params.id);
      return { to: HERE, notice: 'passkey-removed' };
    },
  }),
  admin.button({
    path: '/account/confirm-passkey',
    role: 'viewer',
    fields: z.object({ answer: typed, next: typed }),
    async act({ app, desk, user, visitor, fields: { answer, next } }) {
      if (await proveByPasskey(app, user, answer, visitor))
        return { to: ownPath(next) ?? HERE, notice: 'confirmed' };
      const errors = [{ field: '', message: desk.words.factors.passkeys.refused }];
      return { ...confirmView(desk, user, { values: { next }, errors }), status: 422 };
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
    scripts: ['passkey'],
  };
}
