import { publicationsOf, type SignedIn } from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { listPublications, type Publication } from '../../../publications/index.ts';
import { countDecisions, listNextSends, readerFigures, type TodaySend } from '../../../reports/index.ts';

/** A publication in the list of all. */
export interface PublicationRow {
  publication: Publication;
  decisions: number;
  active: number;
  next: TodaySend | undefined;
}

/** Those that a person has a part in. Those that need somebody come first. */
export async function loadPublications({ db }: App, user: SignedIn): Promise<PublicationRow[]> {
  const rows = await Promise.all(
    (await listPublications(db, 0, undefined, publicationsOf(user))).map(async (publication) => {
      const [decisions, { active }, [next]] = await Promise.all([
        countDecisions(db, publication.id),
        readerFigures(db, publication.id),
        listNextSends(db, publication.id, 1),
      ]);
      return { publication, decisions: decisions.today, active, next };
    }),
  );
  return rows.sort((one, other) => Math.sign(other.decisions) - Math.sign(one.decisions));
}
