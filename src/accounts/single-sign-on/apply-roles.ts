import { asActor, type App } from '../../platform/app.ts';
import { changeRole, changeUser } from '../change-user.ts';
import { countOwners, findUserById, lockSetUp } from '../user-queries.ts';
import { roleName, type RoleName, type User } from '../user.ts';
import type { Granted } from './claims.ts';

/** The ids of publications by their slugs, of those that exist. */
export type IdsOfSlugs = (slugs: string[]) => Promise<Map<string, number>>;

/** Gives a person the roles that the provider's claims give, and no others. The last owner stays one. */
export async function applyRoles(
  app: App,
  { id }: Pick<User, 'id'>,
  granted: Granted,
  idsOfSlugs: IdsOfSlugs,
): Promise<void> {
  const person = asActor(app, `user:${id}`);
  await lockSetUp(app.db);
  const user = await findUserById(app.db, id);
  if (!user) return;
  const isLastOwner = user.isOwner && !granted.isOwner && (await countOwners(app.db)) === 1;
  if (!isLastOwner) await applyEverywhere(person, user, granted);
  const ids = await idsOfSlugs([...granted.single.keys()]);
  for (const { publicationId } of user.memberships)
    if (![...ids.values()].includes(publicationId)) await changeRole(person, id, publicationId, null);
  for (const [slug, rights] of granted.single) {
    const publicationId = ids.get(slug);
    if (publicationId !== undefined) await changeRole(person, id, publicationId, rights);
  }
}

async function applyEverywhere(app: App, user: User, { isOwner, everywhere }: Granted): Promise<void> {
  const role: RoleName = isOwner ? 'owner' : (everywhere?.role ?? 'none');
  const maySend = isOwner || (everywhere?.maySend ?? false);
  if (roleName(user) === role && user.maySend === maySend) return;
  await changeUser(app, user.email, { role, maySend });
}
