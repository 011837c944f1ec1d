import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  createApiKey,
  listApiKeys,
  publicationsOf,
  revokeApiKey,
  SCOPES,
  type ApiKey,
  type SignedIn,
} from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { Conflict, NotFound } from '../../../platform/errors.ts';
import { listPublications, type Publication } from '../../../publications/index.ts';
import type { Desk } from '../../../words/index.ts';
import { admin, idText, ofPublication } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import type { View } from '../view.ts';
import { ApiKeys } from './ApiKeys.tsx';
import { IN, LIVES, MAY } from './key-form.ts';
import { keysPath } from './keys-path.ts';

const fields = z
  .looseObject({
    name: z.string().default(''),
    lives: z.enum(LIVES).default('365'),
    request: z.uuid().optional().catch(undefined),
  })
  .transform(({ name, lives, request, ...ticked }) => ({
    name,
    request,
    rights: {
      scopes: SCOPES.filter((scope) => ticked[MAY + scope] === 'on'),
      publicationIds: idsOf(ticked),
      expiresAt: lives === '' ? null : new Date(Date.now() + Number(lives) * 86_400_000),
    },
  }));

/** Null: none is ticked, so all. */
function idsOf(ticked: Record<string, unknown>): number[] | null {
  const ids = Object.keys(ticked)
    .filter((name) => name.startsWith(IN))
    .map((name) => idText.parse(name.slice(IN.length)));
  return ids.length === 0 ? null : ids;
}

interface Call {
  app: App;
  desk: Desk;
  user: SignedIn;
  /** Whose keys; undefined: those of the whole installation. */
  publication?: Publication;
}

const start = () => ({ request: randomUUID(), lives: '365' });

// The key is in the answer itself, not behind a redirect, because it is kept nowhere to show it later.
async function make(
  call: Call & { fields: z.output<typeof fields> },
): Promise<View | { to: string; notice: 'key-was-made' }> {
  const { app, publication } = call;
  const { name, rights, request } = call.fields;
  const given = publication ? { ...rights, publicationIds: [publication.id] } : rights;
  const created = await createApiKey(app, name, given, request).catch((error: unknown) => {
    // A reload sends the form again.
    if (error instanceof Conflict) return undefined;
    throw error;
  });
  if (!created) return { to: keysPath(publication), notice: 'key-was-made' };
  return { ...(await show(call, { values: start(), errors: [] }, created)), status: 201 };
}

async function revoke({
  app,
  publication,
  params: { id },
}: Pick<Call, 'app' | 'publication'> & { params: { id: number } }) {
  if (!(await revokeApiKey(app, id, publication?.id))) throw new NotFound('A live key');
  return { to: keysPath(publication), notice: 'key-revoked' as const };
}

const params = z.object({ id: idText });

/** Of the whole installation, for its admins; and of one publication, for its own: keys that are for it alone. */
export const apiKeyRoutes = [
  ...admin.formPage({ path: '/api-keys', role: 'admin', fields, start, view: show, act: make }),
  admin.button({ path: '/api-keys/:id/revoke', role: 'admin', params, act: revoke }),
  ...ofPublication.formPage({ path: '/api-keys', role: 'admin', fields, start, view: show, act: make }),
  ofPublication.button({ path: '/api-keys/:id/revoke', role: 'admin', params, act: revoke }),
];

async function show(
  { app, desk, user, publication }: Call,
  form: FormState,
  created?: { name: string; key: string },
): Promise<View> {
  const publications = publication
    ? [publication]
    : await listPublications(app.db, 0, 100, publicationsOf(user));
  const keys = await listApiKeys(app);
  const content = (
    <ApiKeys
      place={keysPath(publication)}
      keys={publication ? keys.filter((key) => isOnlyFor(key, publication)) : keys}
      publications={publications}
      form={form}
      created={created}
    />
  );
  return { title: desk.words.frame.apiKeys, current: 'api-keys', content };
}

const isOnlyFor = ({ publicationIds }: ApiKey, { id }: Publication) =>
  publicationIds?.length === 1 && publicationIds[0] === id;
