import { z } from 'zod';
import {
  addAuthenticator,
  findAuthenticator,
  removeAuthenticator,
  renewRecoveryCodes,
  showOffer,
} from '../../../accounts/index.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import type { Desk } from '../../../words/index.ts';
import { admin } from '../admin-route.ts';
import type { View } from '../view.ts';
import { Authenticator, RecoveryCodes, SetUpAuthenticator } from './AuthenticatorPage.tsx';
import { proofFirst, SECURITY } from './proof-first.ts';

const HERE = '/admin/account/authenticator';

/** `/admin/account/authenticator`: the second step of one's sign-in. */
export const authenticatorRoutes = [
  ...admin.formPage({
    path: '/account/authenticator',
    role: 'viewer',
    fields: z.object({ code: z.string().default(''), sealed: z.string().default('') }),
    start: () => ({}),
    async view({ app, desk, user }, form) {
      const [authenticator, host] = [await findAuthenticator(app, user.userId), hostOf(app.config.publicUrl)];
      const content = authenticator ? (
        <Authenticator {...authenticator} />
      ) : (
        <SetUpAuthenticator
          offer={showOffer(app, user, form.values['sealed'])}
          form={form}
          isNeeded={user.lacksFactor}
          host={host}
        />
      );
      return inFrame(desk, content);
    },
    async act({ app, desk, user, fields }) {
      const first = proofFirst(user, HERE);
      if (first) return first;
      // A reload sends the form again.
      if (user.hasAuthenticator) return { to: HERE };
      const codes = await addAuthenticator(app, user, fields);
      if (!codes) throw new InvalidInput([{ field: 'code', message: desk.words.door.codeWrong }]);
      return showCodes(desk, codes, 201);
    },
  }),
  admin.button({
    path: '/account/recovery-codes',
    role: 'viewer',
    act: async ({ app, desk, user }) =>
      proofFirst(user, HERE) ?? showCodes(desk, await renewRecoveryCodes(app, user)),
  }),
  admin.button({
    path: '/account/authenticator/remove',
    role: 'viewer',
    async act({ app, user }) {
      const first = proofFirst(user, HERE);
      if (first) return first;
      await removeAuthenticator(app, user);
      return { to: SECURITY, notice: 'authenticator-removed' };
    },
  }),
];

const hostOf = (url: string) => new URL(url).host;

/** The codes are in the answer itself, not behind a redirect, because they are kept nowhere to show them later. */
const showCodes = (desk: Desk, codes: string[], status = 200): View => ({
  ...inFrame(desk, <RecoveryCodes codes={codes} />),
  title: desk.words.factors.codes,
  status,
});

const inFrame = ({ words }: Desk, content: View['content']): View => ({
  title: words.factors.title,
  current: 'account',
  layout: 'narrow',
  crumbs: <a href={SECURITY}>{words.security.title}</a>,
  content,
});
