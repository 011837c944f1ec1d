import { z } from 'zod';
import {
  addAuthenticator,
  findAuthenticator,
  removeAuthenticator,
  showOffer,
} from '../../../accounts/index.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import type { Desk } from '../../../words/index.ts';
import { admin } from '../admin-route.ts';
import type { View } from '../view.ts';
import { Authenticator, codesView, SetUpAuthenticator } from './AuthenticatorPage.tsx';
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
        <Authenticator createdAt={authenticator} />
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
      return codesView(desk, codes, 201);
    },
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

const inFrame = ({ words }: Desk, content: View['content']): View => ({
  title: words.factors.app,
  current: 'account',
  layout: 'narrow',
  crumbs: <a href={SECURITY}>{words.security.title}</a>,
  content,
});
