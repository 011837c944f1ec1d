import type { OwnTemplates, TemplateName } from '../emails/index.ts';
import { firstRow, rows, type Db } from '../platform/database.ts';

export interface TemplateVersion {
  /** From 1 on. */
  number: number;
  /** Null: ours again. */
  source: string | null;
  savedBy: string;
  savedAt: Date;
}

type NamedVersion = TemplateVersion & { name: TemplateName };

const COLUMNS = 'number, source, saved_by as "savedBy", saved_at as "savedAt"';

/** Of each template that was ever changed, the version in use. */
export function listInUse(db: Db, publicationId: number): Promise<NamedVersion[]> {
  return rows(
    db,
    `select distinct on (name) name, ${COLUMNS} from template_versions
      where publication_id = ? order by name, number desc`,
    [publicationId],
  );
}

/** What a publication has in place of ours; undefined where it has nothing. */
export function ownOf(inUse: NamedVersion[]): OwnTemplates | undefined {
  const own = inUse.flatMap(({ name, source }) => (source === null ? [] : [[name, source] as const]));
  return own.length === 0 ? undefined : Object.fromEntries(own);
}

/** Newest first. */
export function listVersions(db: Db, publicationId: number, name: TemplateName): Promise<TemplateVersion[]> {
  return rows(
    db,
    `select ${COLUMNS} from template_versions where publication_id = ? and name = ? order by number desc`,
    [publicationId, name],
  );
}

export function findVersion(
  db: Db,
  publicationId: number,
  name: TemplateName,
  number: number,
): Promise<TemplateVersion | undefined> {
  return firstRow(
    db,
    `select ${COLUMNS} from template_versions where publication_id = ? and name = ? and number = ?`,
    [publicationId, name, number],
  );
}

/** One at a time changes the templates of a publication. */
export async function lockTemplates(db: Db, publicationId: number): Promise<void> {
  await db.raw(`select pg_advisory_xact_lock(hashtext('templates'), cast(? as int))`, [publicationId]);
}

/** Behind `lockTemplates`. Returns the number of the new version. */
export async function insertVersion(
  db: Db,
  version: {
    publicationId: number;
    name: TemplateName;
    source: string | null;
    savedBy: string;
    kept: number;
  },
): Promise<number> {
  const row = await firstRow<{ number: number }>(
    db,
    `with added as (
       insert into template_versions (publication_id, name, number, source, saved_by)
       select :publicationId, :name, coalesce(max(number), 0) + 1, :source, :savedBy
         from template_versions where publication_id = :publicationId and name = :name
       returning number
     ), dropped as (
       delete from template_versions
        where publication_id = :publicationId and name = :name and number <= (select number from added) - :kept
     )
     select number from added`,
    version,
  );
  if (!row) throw new Error('insert returned no row');
  return row.number;
}
