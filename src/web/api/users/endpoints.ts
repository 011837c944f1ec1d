import { z } from 'zod';
import {
  findUser,
  invitePerson,
  isInvited,
  keyReaches,
  listUsers,
  resetFactors,
  rightsIn,
  ROLES,
  type KnownKey,
  type User,
} from '../../../accounts/index.ts';
import { Forbidden, NotFound } from '../../../platform/errors.ts';
import { getPublication, getPublicationById } from '../../../publications/index.ts';
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
  hasAuthenticator: z.boolean().describe('Whether codes of an app are the second step of their sign-in'),
  hasSingleSignOn: z.boolean().describe('Whether they have come in by the provider of single sign-on'),
  passkeys: z.int().describe('How many passkeys they sign in with'),
  roles: z.array(z.object({ publication: z.string(), role: z.enum(ROLES), maySend: z.boolean() })),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
});

export const userEndpoints = [
  endpoint({
    method: 'get',
    path: '/users',
    scope: ['admin'],
    isFiltered: true,
    summary: 'List the people who can sign in, with their roles',
    answer: z.object({ data: z.array(userAnswer) }),
    async handle({ app, key }) {
      const users = (await listUsers(app)).filter((user) => isSeenBy(key, user));
      return { data: await Promise.all(users.map((user) => shown(app, user, key))) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/users/invite',
    scope: ['admin'],
    isFiltered: true,
    summary: 'Give a person roles, and mail them a link that works once, for seven days',
    status: 201,
    creates: true,
    body: z.strictObject({ email: z.string().max(320), roles: z.array(role).min(1).max(100) }),
    answer: userAnswer,
    async handle({ app, key, body }) {
      const roles = await Promise.all(
        body.roles.map(async ({ publication, ...rights }) => ({
          publicationId: await idOf(app, key, publication),
          ...rights,
        })),
      );
      return shown(app, await invitePerson(app, body.email, roles), key);
    },
  }),
  endpoint({
    method: 'delete',
    path: '/users/:id/second-factors',
    scope: ['admin'],
    isFiltered: true,
    summary: 'Turn off the second step of a person who lost it; they learn of it by mail',
    params: z.object({ id: z.coerce.number().int().min(1) }),
    status: 204,
    async handle({ app, key, params: { id } }) {
      const user = await findUser(app, id);
      if (!user || !isSeenBy(key, user)) throw new NotFound('This person');
      if (key.publicationIds !== null && (user.isOwner || user.role !== null))
        throw new Forbidden('Only a key for all publications changes this person.', 'needs-all-publications');
      await resetFactors(app, id);
    },
  }),
];

/** Null: in all publications. @throws Forbidden, NotFound for what the key does not reach */
async function idOf({ db }: App, key: KnownKey, slug: string): Promise<number | null> {
  if (slug === EVERYWHERE) {
    if (key.publicationIds === null) return null;
    throw new Forbidden(
      'Only a key for all publications gives roles in all of them.',
      'needs-all-publications',
    );
  }
  const { id } = await getPublication(db, slug);
  if (!keyReaches(key, id)) throw new NotFound(`The publication ${slug}`);
  return id;
}

/** A key for some publications sees the people who have a part in one of them. */
const isSeenBy = ({ publicationIds }: KnownKey, user: User) =>
  publicationIds === null || publicationIds.some((id) => rightsIn(user, id) !== undefined);

async function shown({ db }: App, user: User, key: KnownKey) {
  const { id, email, name, isOwner, memberships, createdAt, lastSeenAt } = user;
  const everywhere = user.role ? [{ publication: EVERYWHERE, role: user.role, maySend: user.maySend }] : [];
  const single = await Promise.all(
    memberships
      .filter(({ publicationId }) => keyReaches(key, publicationId))
      .map(async ({ publicationId, ...rights }) => ({
        publication: (await getPublicationById(db, publicationId)).slug,
        ...rights,
      })),
  );
  return {
    id,
    email,
    name,
    isOwner,
    isInvited: isInvited(user),
    hasAuthenticator: user.hasAuthenticator,
    hasSingleSignOn: user.hasSingleSignOn,
    passkeys: user.passkeys,
    roles: [...everywhere, ...single],
    createdAt,
    lastSeenAt,
  };
}
