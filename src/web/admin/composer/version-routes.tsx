import { z } from 'zod';
import { getVersion, listVersions, restoreVersion } from '../../../letters/index.ts';
import { Conflict } from '../../../platform/errors.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { placeOf, type Writing } from './composer-view.tsx';
import { isDraft, loadDraft } from './load-draft.ts';
import { loadPeople } from './people.ts';
import { VersionList, VersionPage } from './Versions.tsx';

const params = z.object({ id: idText });
const versionParams = z.object({ id: idText, versionId: idText });

function crumbsOf(writing: Writing, id: number, subject: string, isOfOne: boolean) {
  const { composer } = writing.desk.words;
  const place = placeOf(writing, id);
  return (
    <>
      <a href={`${place}/edit`}>{subject || composer.noSubject}</a>
      {isOfOne && <a href={`${place}/versions`}>{composer.versions}</a>}
    </>
  );
}

/** What a letter said before, and its way back. */
export const versionRoutes = [
  ofPublication.page({
    path: '/sends/:id/versions',
    role: 'editor',
    params,
    async view({ params: { id }, ...writing }) {
      const { app, publication, desk } = writing;
      const { composer } = desk.words;
      const { send } = await loadDraft(app, publication, id);
      const versions = await listVersions(app, publication.id, id);
      return {
        title: composer.versionsTitle(send.subject || composer.noSubject),
        lede: composer.versionsLede,
        crumbs: crumbsOf(writing, id, send.subject, false),
        current: 'sends',
        content: (
          <VersionList
            place={`${placeOf(writing, id)}/versions`}
            versions={versions}
            people={await loadPeople(app)}
            timeZone={publication.timeZone}
          />
        ),
      };
    },
  }),
  ofPublication.page({
    path: '/sends/:id/versions/:versionId',
    role: 'editor',
    params: versionParams,
    async view({ params: { id, versionId }, ...writing }) {
      const { app, publication, desk } = writing;
      const { composer } = desk.words;
      const { send, version: now } = await loadDraft(app, publication, id);
      const version = await getVersion(app, publication.id, id, versionId);
      const name = (await loadPeople(app)).actor(version.writtenBy) ?? composer.nobody;
      return {
        title: composer.versionBy(name, desk.shortMoment(version.writtenAt, publication.timeZone)),
        lede: composer.why[version.why],
        crumbs: crumbsOf(writing, id, send.subject, true),
        current: 'sends',
        content: (
          <VersionPage
            place={`${placeOf(writing, id)}/versions`}
            version={version}
            now={isDraft(send) ? now : undefined}
          />
        ),
      };
    },
  }),
  ofPublication.button({
    path: '/sends/:id/versions/:versionId/restore',
    role: 'editor',
    params: versionParams,
    fields: z.object({ version: z.coerce.number().int().min(1).optional() }),
    async act({ app, publication, params: { id, versionId }, fields: { version } }) {
      const place = placeOf({ publication }, id);
      try {
        await restoreVersion(app, publication.id, id, versionId, version);
      } catch (error) {
        // A second press, or somebody wrote meanwhile: the page shows how it is now.
        if (!(error instanceof Conflict) || error.code !== 'stale-version') throw error;
        return { to: `${place}/versions/${versionId}` };
      }
      return { to: `${place}/edit`, notice: 'letter-restored' };
    },
  }),
];
