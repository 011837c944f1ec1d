import { releaseSignUps } from '../../../subscribers/index.ts';
import { admin } from '../admin-route.ts';

export const signUpRoutes = [
  admin.button({
    path: '/sign-ups/release',
    role: 'admin',
    async act({ app }) {
      await releaseSignUps(app);
      return { to: '/admin', notice: 'sign-ups-released' };
    },
  }),
];
