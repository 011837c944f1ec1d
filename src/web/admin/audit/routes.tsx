import { listApiKeys, listUsers } from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { exportAudit, listAudit, type AuditFilter } from '../../../reports/index.ts';
import { admin, idText } from '../admin-route.ts';
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

async function namesOf(app: App): Promise<Map<string, string>> {
  const [users, keys] = [await listUsers(app), await listApiKeys(app)];
  return new Map([
    ...users.map(({ id, name, email }) => [`user:${id}`, name || email] as const),
    ...keys.map(({ name }) => [`api-key:${name}`, name] as const),
  ]);
}

/** `/admin/audit`: who did what. */
export const auditRoutes = [
  admin.page({
    path: '/audit',
    role: 'admin',
    async view({ app, desk, query }) {
      const asked = askedOf(query);
      const before = idText.safeParse(query['before']).data ?? 0;
      const found = await listAudit(app.db, filterOf(asked), { before, limit: LINES + 1 });
      const lines = found.slice(0, LINES);
      const next = found.length > LINES ? lines.at(-1)?.id : undefined;
      const { audit } = desk.words;
      return {
        title: audit.title,
        lede: audit.lede,
        current: 'audit',
        layout: 'wide',
        content: (
          <Audit lines={lines} names={await namesOf(app)} asked={asked} next={next} isFirst={before === 0} />
        ),
      };
    },
  }),
  admin.page({
    path: '/audit.csv',
    role: 'admin',
    view: ({ app, query }) => ({
      fileName: 'audit.csv',
      type: 'text/csv',
      pieces: exportAudit(app.db, filterOf(askedOf(query))),
    }),
  }),
];
