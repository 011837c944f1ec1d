import { z } from 'zod';
import { findSetPasswordLink, setPasswordByLink } from '../../../accounts/index.ts';
import { open } from '../admin-route.ts';
import { linkGoneView, setPasswordView } from './SetPassword.tsx';

/** `/set-password/:token`. Looking changes nothing; setting uses the link up. */
export const setPasswordRoutes = open.formPage({
  path: '/:token',
  params: z.object({ token: z.string() }),
  fields: z.object({ password: z.string().default('') }),
  start: () => ({}),
  async view({ app, desk, params: { token } }, form) {
    const user = await findSetPasswordLink(app, token);
    return user ? setPasswordView(desk, { email: user.email, token }, form) : linkGoneView(desk, 'password');
  },
  async act({ app, desk, params: { token }, fields: { password }, visitor }) {
    const result = await setPasswordByLink(app, token, password, visitor.ip);
    return result.kind === 'set'
      ? { to: '/admin/sign-in', notice: 'password-set' }
      : linkGoneView(desk, 'password');
  },
});
