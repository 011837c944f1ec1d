import { z } from 'zod';
import { invitePerson, isInvited, listUsers, ROLES, type User } from '../../../accounts/index.ts';
import { getPublication, getPublicationById, type Publication } from '../../../publications/index.ts';
import type { App } from '../../../platform/app.ts';
import { endpoint } from '../endpoint.ts';

const EVERYWHERE = '*';

const role = z.strictObject({
  publication: z
    .string()
    .max(100)
    .describe('The slug of a publication, or * for all of them, those to come included'),
  role: z.enum(ROLES),
  maySend: z.boolean().default(true).describe('Whether they may send mail; others of their role prepare it'),
});

const userAnswer = z.object({
  id: z.int(),
  email: z.string(),
  name: z.string(),
  isOwner: z.boolean(),
  isInvited: z.boolean().describe('Whether they were invited and have not been here yet'),
  roles: z.array(z.object({ publication: z.string(), role: z.enum(ROLES), maySend: z.boolean() })),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
});

export const userEndpoints = [
  endpoint({
    method: 'get',
    path: '/users',
    summary: 'List the people who can sign in, with their roles',
    answer: z.object({ data: z.array(userAnswer) }),
    async handle({ app }) {
      const users = await listUsers(app);
      return { data: await Promise.all(users.map((user) => shown(app, user))) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/users/invite',
    summary: 'Give a person roles, and mail them a link that works once, for seven days',
    status: 201,
    creates: true,
    body: z.strictObject({ email: z.string().max(320), roles: z.array(role).min(1).max(100) }),
    answer: userAnswer,
    async handle({ app, body }) {
      const roles = await Promise.all(
        body.roles.map(async ({ publication, ...rights }) => ({
          publicationId: publication === EVERYWHERE ? null : (await getPublication(app.db, publication)).id,
          ...rights,
        })),
      );
      return shown(app, await invitePerson(app, body.email, roles));
    },
  }),
];

async function shown({ db }: App, user: User) {
  const { id, email, name, isOwner, memberships, createdAt, lastSeenAt } = user;
  const everywhere = user.role ? [{ publication: EVERYWHERE, role: user.role, maySend: user.maySend }] : [];
  const single = await Promise.all(
    memberships.map(async ({ publicationId, ...rights }) => ({
      publication: ((await getPublicationById(db, publicationId)) as Publication).slug,
      ...rights,
    })),
  );
  return {
    id,
    email,
    name,
    isOwner,
    isInvited: isInvited(user),
    roles: [...everywhere, ...single],
    createdAt,
    lastSeenAt,
  };
}
