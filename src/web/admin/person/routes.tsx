import { z } from 'zod';
import {
  addNote,
  askAgain,
  countNewsletters,
  getSubscriber,
  LONGEST_NOTE,
  removeNote,
  takeBackLeaving,
  unsubscribe,
} from '../../../subscribers/index.ts';
import { eraseReader } from '../../erase-reader.ts';
import { readerDataDownload } from '../../reader-download.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { Icon } from '../components/Icon.tsx';
import { MenuButton, RowMenu } from '../components/RowMenu.tsx';
import { addRoutes } from './add-routes.tsx';
import { editRoutes } from './edit-routes.tsx';
import { ErasePage } from './ErasePage.tsx';
import { deskEvidence } from './evidence.ts';
import { loadPerson } from './load-person.ts';
import { PersonPage } from './PersonPage.tsx';
import { crumbs, hereOf, listOf, params, PATH as path, whoIs } from './places.tsx';

export const personRoutes = [
  // `/new` before `/:id`.
  ...addRoutes,
  ofPublication.page({
    path,
    role: 'viewer',
    params,
    async view({ app, publication, params: { id }, query, desk, may }) {
      const view = await loadPerson(app, publication, id, query);
      const { person: say, subscribers } = desk.words;
      const here = hereOf(publication, id);
      const { reader } = view;
      const who = whoIs(reader);
      const isReader =
        reader.status === 'active' || reader.status === 'pending' || reader.status === 'bounced';
      return {
        title: who,
        heading: (
          <h1>
            <bdi>{who}</bdi>
          </h1>
        ),
        current: 'subscribers',
        layout: 'wide',
        crumbs: crumbs(publication, subscribers.title),
        actions: may('editor') && (
          <>
            <a class="btn" href={`${here}/edit`}>
              <Icon name="pencil" />
              {say.edit}
            </a>
            {isReader && (
              <form method="post" action={`${here}/unsubscribe`}>
                <button class="btn">
                  <Icon name="door-exit" />
                  {say.unsubscribe}
                </button>
              </form>
            )}
            <RowMenu label={say.more(who)}>
              {reader.status === 'pending' && (
                <MenuButton to={`${here}/ask-again`} icon="mail">
                  {say.askAgain}
                </MenuButton>
              )}
              <a href={`${here}/data`} download>
                <Icon name="download" />
                {say.data}
              </a>
              <hr />
              <a href={`${here}/erase`}>
                <Icon name="trash" />
                {say.erase}
              </a>
            </RowMenu>
          </>
        ),
        content: (
          <PersonPage
            {...view}
            here={here}
            home={`/admin/${publication.slug}`}
            timeZone={publication.timeZone}
            mayChange={may('editor')}
          />
        ),
      };
    },
  }),
  ...editRoutes,
  ofPublication.button({
    path: `${path}/unsubscribe`,
    role: 'editor',
    params,
    async act({ app, publication, params: { id } }) {
      const reader = await getSubscriber(app.db, publication.id, id);
      await unsubscribe(app, { subscriberId: id, sendId: 0 }, deskEvidence(app.actor));
      const to = hereOf(publication, id);
      const said = { params: { who: whoIs(reader) } };
      return reader.status === 'active'
        ? { to, notice: { name: 'person-left', ...said }, undo: { to: `${to}/undo-unsubscribe` } }
        : { to, notice: { name: 'person-left-for-good', ...said } };
    },
  }),
  ofPublication.button({
    path: `${path}/undo-unsubscribe`,
    role: 'editor',
    params,
    async act({ app, publication, params: { id } }) {
      const reader = await getSubscriber(app.db, publication.id, id);
      await takeBackLeaving(app, reader, deskEvidence(app.actor));
      return { to: hereOf(publication, id), notice: 'person-back' };
    },
  }),
  ofPublication.button({
    path: `${path}/ask-again`,
    role: 'editor',
    params,
    async act({ app, publication, params: { id } }) {
      const reader = await getSubscriber(app.db, publication.id, id);
      const isMailed = await askAgain(app, publication, reader, deskEvidence(app.actor));
      return { to: hereOf(publication, id), notice: isMailed ? 'person-asked' : 'person-asked-later' };
    },
  }),
  ofPublication.page({
    path: `${path}/data`,
    role: 'editor',
    params,
    view: async ({ app, publication, params: { id } }) =>
      readerDataDownload(app, publication, await getSubscriber(app.db, publication.id, id)),
  }),
  ofPublication.page({
    path: `${path}/erase`,
    role: 'editor',
    params,
    async view({ app, publication, params: { id }, desk }) {
      const reader = await getSubscriber(app.db, publication.id, id);
      return {
        title: desk.words.person.eraseTitle(whoIs(reader)),
        current: 'subscribers',
        layout: 'narrow',
        crumbs: crumbs(publication, desk.words.subscribers.title, reader),
        content: (
          <ErasePage
            here={hereOf(publication, id)}
            publications={await countNewsletters(app.db, reader.email)}
          />
        ),
      };
    },
  }),
  ofPublication.button({
    path: `${path}/erase`,
    role: 'editor',
    params,
    async act({ app, publication, params: { id } }) {
      const reader = await getSubscriber(app.db, publication.id, id);
      await eraseReader(app, reader.id, deskEvidence(app.actor));
      return { to: listOf(publication), notice: 'person-erased' };
    },
  }),
  ofPublication.button({
    path: `${path}/notes`,
    role: 'editor',
    params,
    fields: z.object({ text: z.string().trim().min(1, 'The note is missing.').max(LONGEST_NOTE) }),
    async act({ app, publication, params: { id }, fields: { text } }) {
      await addNote(app, await getSubscriber(app.db, publication.id, id), text);
      return { to: `${hereOf(publication, id)}#notes`, notice: 'note-added' };
    },
  }),
  ofPublication.button({
    path: `${path}/notes/:noteId/remove`,
    role: 'editor',
    params: params.extend({ noteId: idText }),
    async act({ app, publication, params: { id, noteId } }) {
      await removeNote(app, await getSubscriber(app.db, publication.id, id), noteId);
      return { to: `${hereOf(publication, id)}#notes`, notice: 'note-removed' };
    },
  }),
];
