import {
  createSetPasswordLink,
  ensureAdmin,
  giveFirstPassword,
  hasOwner,
  hashPassword,
  lockSetUp,
  passwordFault,
  useFirstVisitLink,
  type User,
} from '../accounts/index.ts';
import { addFeed, requireFeed, type Feed } from '../articles/index.ts';
import { asActor, inTransaction, type App } from '../platform/app.ts';
import { InvalidInput, type FieldError } from '../platform/errors.ts';
import { createPublication, findPublication, type Publication } from '../publications/index.ts';
import { readSetUpInput, type SetUpFields, type SetUpInput } from './set-up-input.ts';

export interface SetUpResult {
  publication: Publication;
  feed: Feed | null;
  /** `setPasswordUrl` is null for someone who has a password. */
  admin: { user: User; setPasswordUrl: string | null } | null;
}

/**
 * Makes a publication, its feed and an admin, all or nothing, for whoever may run commands.
 * The admin gets a set-password link; someone who is admin already stays as they are.
 * @throws InvalidInput with every fault.
 */
export async function setUp(app: App, fields: SetUpFields): Promise<SetUpResult> {
  const adminFault = fields.adminEmail?.trim() || (await hasOwner(app.db)) ? [] : [ADMIN_MISSING];
  const input = await checkedInput(app, fields, adminFault);
  return inTransaction(app, async (inner) => {
    await lockSetUp(inner.db);
    return make(inner, input, undefined);
  });
}

/**
 * The same by the first-visit page, where the admin chooses a password at once.
 * @returns `gone` when the link was used meanwhile, is too old, or there is an admin already.
 * @throws InvalidInput with every fault; the link stays good.
 */
export async function setUpByLink(
  app: App,
  token: string,
  fields: SetUpFields,
): Promise<({ kind: 'done' } & SetUpResult) | { kind: 'gone' }> {
  const { adminEmail = '', password = '' } = fields;
  const passwordFaults = await passwordFault(password, adminEmail);
  const adminFaults = adminEmail.trim() ? [] : [ADMIN_MISSING];
  const input = await checkedInput(app, fields, [
    ...adminFaults,
    ...(passwordFaults ? [passwordFaults] : []),
  ]);
  const hash = await hashPassword(password);
  return inTransaction(app, async (inner) => {
    await lockSetUp(inner.db);
    if ((await hasOwner(inner.db)) || !(await useFirstVisitLink(inner, token))) return { kind: 'gone' };
    return { kind: 'done', ...(await make(asActor(inner, 'set-up'), input, hash)) };
  });
}

const ADMIN_MISSING: FieldError = {
  field: 'adminEmail',
  message: 'The admin’s email is missing. There is no admin yet, so it is needed.',
  fault: { code: 'admin-missing', params: {} },
};

async function checkedInput(app: App, fields: SetUpFields, adminFaults: FieldError[]): Promise<SetUpInput> {
  const { input, faults } = readSetUpInput(fields);
  const slug = input?.slug ?? fields.slug?.trim();
  const isTaken = slug !== undefined && slug !== '' && (await findPublication(app.db, slug)) !== undefined;
  const all = [...faults, ...(isTaken ? [slugTaken(slug)] : []), ...adminFaults];
  if (!input || all.length > 0) throw new InvalidInput(all);
  if (input.feedUrl !== undefined) await requireFeed(app, input.feedUrl, 'feedUrl');
  return input;
}

const slugTaken = (slug: string): FieldError => ({
  field: 'slug',
  message: `The slug ${slug} is taken: choose another one.`,
  fault: { code: 'slug-taken', params: { slug } },
});

async function make(app: App, input: SetUpInput, hash: string | undefined): Promise<SetUpResult> {
  const { feedUrl, adminEmail, password: _password, ...fields } = input;
  const publication = await createPublication(app, fields);
  const feed = feedUrl === undefined ? null : await addFeed(app, publication.id, feedUrl);
  const user = adminEmail === undefined ? undefined : await ensureAdmin(app, adminEmail);
  if (!user) return { publication, feed, admin: null };
  if (hash !== undefined) await giveFirstPassword(app, user, hash);
  const hasPassword = user.hasPassword || hash !== undefined;
  const setPasswordUrl = hasPassword ? null : await createSetPasswordLink(app, user.id);
  return { publication, feed, admin: { user, setPasswordUrl } };
}
