import { listApiKeys, listPeopleOf, listUsers } from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { exportAudit, listAudit, type AuditFilter } from '../../../reports/index.ts';
import type { Publication } from '../../../publications/index.ts';
import type { Desk } from '../../../words/index.ts';
import { admin, idText, ofPublication } from '../admin-route.ts';
import type { View } from '../view.ts';
import { auditPath } from './audit-path.ts';
import { Audit, type AskedAudit } from './Audit.tsx';

const LINES = 50;

const textOf = (value: unknown) =>
  typeof value === 'string' ? value.slice(0, 200).trim().toWellFormed().replaceAll('\0', '') : '';

function askedOf(query: Record<string, unknown>): AskedAudit {
  const from = textOf(query['from']);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(from) && !Number.isNaN(Date.parse(from));
  return { actor: textOf(query['actor']), action: textOf(query['action']), from: isDay ? from : '' };
}

const filterOf = ({ actor, action, from }: AskedAudit): AuditFilter => ({
  actor: actor || undefined,
  // People type the beginning.
  action: action === '' || action.includes('.') ? action || undefined : `${action}.`,
  from: from === '' ? undefined : new Date(`${from}T00:00:00Z`),
});

/** What people and keys are called; on the page of a publication, those who have a part in it. */
async function namesOf(app: App, publication: Publication | undefined): Promise<Map<string, string>> {
  const users = publication
    ? (await listPeopleOf(app, publication.id)).map(({ user }) => user)
    : await listUsers(app);
  const keys = (await listApiKeys(app)).filter(
    ({ publicationIds: ids }) => !publication || (ids?.length === 1 && ids[0] === publication.id),
  );
  return new Map([
    ...users.map(({ id, name, email }) => [`user:${id}`, name || email] as const),
    ...keys.map(({ name }) => [`api-key:${name}`, name] as const),
  ]);
}

interface Call {
  app: App;
  desk: Desk;
  query: Record<string, unknown>;
  /** Undefined: the lines of the whole installation. */
  publication?: Publication;
}

async function view({ app, desk, query, publication }: Call): Promise<View> {
  const asked = askedOf(query);
  const before = idText.safeParse(query['before']).data ?? 0;
  const filter = { ...filterOf(asked), publicationId: publication?.id };
  const found = await listAudit(app.db, filter, { before, limit: LINES + 1 });
  const { audit } = desk.words;
  return {
    title: audit.title,
    lede: publication ? `${audit.lede} ${audit.onlyHere}` : audit.lede,
    current: 'audit',
    layout: 'wide',
    content: (
      <Audit
        place={auditPath(publication)}
        lines={found.slice(0, LINES)}
        names={await namesOf(app, publication)}
        asked={asked}
        next={found.length > LINES ? found.at(LINES - 1)?.id : undefined}
        isFirst={before === 0}
      />
    ),
  };
}

const download = ({ app, query, publication }: Call) => ({
  fileName: 'audit.csv',
  type: 'text/csv',
  pieces: exportAudit(app.db, { ...filterOf(askedOf(query)), publicationId: publication?.id }),
});

/** `/admin/audit`: who did what, anywhere or in one publication. */
export const auditRoutes = [
  admin.page({ path: '/audit', role: 'admin', view }),
  admin.page({ path: '/audit.csv', role: 'admin', view: download }),
  ofPublication.page({ path: '/audit', role: 'admin', view }),
  ofPublication.page({ path: '/audit.csv', role: 'admin', view: download }),
];
