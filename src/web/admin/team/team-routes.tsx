import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  changeRole,
  changeUser,
  endSessionsOf,
  getFactorRule,
  resetFactors,
  setFactorRule,
  inviteAgain,
  invitePerson,
  mailPasswordLink,
  removeFrom,
  removeUser,
  ROLE_NAMES,
  type SignedIn,
} from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { Forbidden, NotFound } from '../../../platform/errors.ts';
import type { Publication } from '../../../publications/index.ts';
import type { Desk } from '../../../words/index.ts';
import { admin, idText, ofPublication } from '../admin-route.ts';
import { auditPathFor } from '../audit/audit-path.ts';
import type { NoticeName } from '../notices.ts';
import { onceByForm } from '../once-by-form.ts';
import { loadTeam, type TeamRow } from './load-team.ts';
import { proofFirst } from './proof-first.ts';
import { Person } from './Person.tsx';
import { choiceField, choiceOf, CHOICES, rightsOfChoice } from './role-choice.ts';
import { Team } from './Team.tsx';

const params = z.object({ id: idText });
const everywhereField = z.enum([...CHOICES, 'owner', 'none']);

interface Asked {
  app: App;
  publication: Publication;
  user: SignedIn;
  desk: Desk;
}

/** A person of this team. @throws NotFound for everybody else */
async function personOf({ app, publication, user }: Asked, id: number): Promise<TeamRow> {
  const row = (await loadTeam(app, publication, user)).find((one) => one.user.id === id);
  if (!row) throw new NotFound('This person');
  return row;
}

/** @throws Forbidden for a person whose role only owners change */
async function changeable(asked: Asked, id: number): Promise<TeamRow> {
  const row = await personOf(asked, id);
  if (!row.mayChange) throw new Forbidden(asked.desk.words.team.onlyOwners);
  return row;
}

const teamOf = ({ slug }: Publication) => `/admin/${slug}/team`;
const nameOf = ({ user }: TeamRow) => user.name || user.email;

/** A button about one person. */
const aboutPerson = (
  path: string,
  notice: NoticeName,
  act: (app: App, row: TeamRow, publication: Publication) => Promise<unknown>,
  right?: 'own',
) =>
  ofPublication.button({
    path: `/team/:id/${path}`,
    role: 'admin',
    ...(right && { right }),
    params,
    async act(asked) {
      const row = await changeable(asked, asked.params.id);
      await act(asked.app, row, asked.publication);
      const told = { name: nameOf(row), email: row.user.email };
      return { to: teamOf(asked.publication), notice: { name: notice, params: told } };
    },
  });

export const teamRoutes = [
  ...ofPublication.formPage({
    path: '/team',
    role: 'admin',
    fields: z.object({
      email: z.string().default(''),
      choice: choiceField.default('editor'),
      where: z.enum(['', 'all']).default(''),
      request: z.uuid().catch(() => randomUUID()),
    }),
    start: () => ({ choice: 'editor', where: '', request: randomUUID() }),
    async view({ app, desk, publication, user }, form) {
      const team = await loadTeam(app, publication, user);
      return {
        title: desk.words.team.title,
        current: 'team',
        content: (
          <Team
            publication={publication}
            team={team}
            form={form}
            isOwner={user.isOwner}
            log={auditPathFor(user, publication)}
            rule={user.isOwner ? await getFactorRule(app) : undefined}
          />
        ),
      };
    },
    async act({ app, desk, publication, user, fields: { email, choice, where, request } }) {
      if (where === 'all' && !user.isOwner) throw new Forbidden(desk.words.frame.needsOwner);
      const publicationId = where === 'all' ? null : publication.id;
      const role = { publicationId, ...rightsOfChoice(choice) };
      const key = JSON.stringify(['invite', request, email, role]);
      const invited = await onceByForm(app, key, async () => (await invitePerson(app, email, [role])).email);
      return { to: teamOf(publication), notice: { name: 'invited', params: { email: invited } } };
    },
  }),
  ...ofPublication.formPage({
    path: '/team/:id',
    role: 'admin',
    params,
    fields: z.object({ choice: z.enum([...CHOICES, 'all']) }),
    async start(asked) {
      const { user, rights, isEverywhere } = await personOf(asked, asked.params.id);
      return { choice: isEverywhere && !user.isOwner ? 'all' : choiceOf(rights) };
    },
    async view(asked, form) {
      const { publication, desk, user } = asked;
      const row = await personOf(asked, asked.params.id);
      return {
        title: nameOf(row),
        current: 'team',
        layout: 'narrow',
        crumbs: <a href={teamOf(publication)}>{desk.words.team.back}</a>,
        ...(row.user.name !== '' && { lede: row.user.email }),
        content: <Person publication={publication} row={row} form={form} isOwner={user.isOwner} />,
      };
    },
    async act(asked) {
      const { app, publication, fields } = asked;
      const row = await changeable(asked, asked.params.id);
      const rights = fields.choice === 'all' ? null : rightsOfChoice(fields.choice);
      if (rights === null && row.user.role === null) throw new NotFound('This role');
      await changeRole(app, row.user.id, publication.id, rights);
      return { to: teamOf(publication), notice: { name: 'role-saved', params: { name: nameOf(row) } } };
    },
  }),
  ofPublication.button({
    path: '/team/:id/everywhere',
    role: 'admin',
    right: 'own',
    params,
    fields: z.object({ everywhere: everywhereField }),
    async act(asked) {
      const { app, publication, fields } = asked;
      const row = await changeable(asked, asked.params.id);
      const name = ROLE_NAMES.find((one) => one === fields.everywhere && (one === 'owner' || one === 'none'));
      const changes = name
        ? { role: name, maySend: true }
        : rightsOfChoice(fields.everywhere as (typeof CHOICES)[number]);
      await changeUser(app, row.user.email, changes);
      return { to: teamOf(publication), notice: { name: 'role-saved', params: { name: nameOf(row) } } };
    },
  }),
  aboutPerson('invite-again', 'invited', (app, { user }, { id }) => inviteAgain(app, user.id, id)),
  aboutPerson('password-link', 'password-link-sent', (app, { user }, { id }) =>
    mailPasswordLink(app, user.id, id),
  ),
  ofPublication.button({
    path: '/team/:id/reset-factors',
    role: 'admin',
    params,
    async act(asked) {
      const row = await changeable(asked, asked.params.id);
      const first = proofFirst(asked.user, `${teamOf(asked.publication)}/${row.user.id}`);
      if (first) return first;
      await resetFactors(asked.app, row.user.id);
      const told = { name: nameOf(row) };
      return { to: teamOf(asked.publication), notice: { name: 'factors-reset', params: told } };
    },
  }),
  admin.button({
    path: '/second-step',
    role: 'admin',
    right: 'own',
    fields: z.object({ needed: z.enum(['yes', 'no']) }),
    async act({ app, user, fields: { needed } }) {
      const isNeeded = needed === 'yes';
      const first = isNeeded ? undefined : proofFirst(user);
      if (first) return first;
      await setFactorRule(app, isNeeded);
      return { to: '/admin', notice: isNeeded ? 'factor-needed' : 'factor-not-needed' };
    },
  }),
  aboutPerson('sign-out', 'person-signed-out', (app, { user }) => endSessionsOf(app, user.id)),
  aboutPerson('remove', 'person-removed', (app, { user }, { id }) => removeFrom(app, user.id, id)),
  aboutPerson('remove-all', 'person-removed', (app, { user }) => removeUser(app, user.email), 'own'),
];
