import { z } from 'zod';
import { addFeed, changeFeed, getFeed, removeFeed, requireFeed, type Feed } from '../../../articles/index.ts';
import { Conflict, InvalidInput } from '../../../platform/errors.ts';
import { findFeedHealth } from '../../../reports/index.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { addressIn, FoundFeeds } from '../components/FoundFeeds.tsx';
import { useDesk } from '../use-desk.ts';
import { nameOf } from './Feeds.tsx';

const params = z.object({ id: idText });
const baseOf = ({ slug }: { slug: string }) => `/admin/${slug}/feeds`;

/** A feed that is there already is a fault of its address. */
const orSayAtField = (error: unknown): never => {
  if (error instanceof Conflict && error.code === 'feed-exists')
    throw new InvalidInput([
      { field: 'url', message: error.message, fault: { code: 'feed-exists', params: {} } },
    ]);
  throw error;
};

const addForm = ofPublication.formPage({
  path: '/feeds/new',
  role: 'editor',
  fields: z.object({ url: z.string().default(''), foundFeed: z.string().optional() }),
  start: () => ({}),
  view: ({ publication, desk }, form) => ({
    title: desk.words.feeds.form.addTitle,
    current: 'articles',
    layout: 'narrow',
    lede: desk.words.feeds.form.addLede,
    crumbs: <Crumbs slug={publication.slug} />,
    content: <AddForm form={form} base={baseOf(publication)} />,
  }),
  async act({ app, publication, fields: { url, foundFeed } }) {
    const address = addressIn(url, foundFeed);
    await requireFeed(app, address);
    const feed = await addFeed(app, publication.id, address).catch(orSayAtField);
    return {
      to: `${baseOf(publication)}/${feed.id}`,
      notice: { name: 'feed-added', params: { name: nameOf(feed).slice(0, 120) } },
    };
  },
});

function AddForm({ form, base }: { form: FormState; base: string }) {
  const { form: words } = useDesk().words.feeds;
  return (
    <>
      <FormFaults form={form} labels={{ url: words.url }} />
      <form method="post" action={`${base}/new`} class="stack">
        <Field form={form} name="url" label={words.url} hint={words.urlHint} placeholder="https://" />
        <FoundFeeds form={form} field="url" />
        <div class="form-foot">
          <button class="btn btn-main">{words.add}</button>
          <a class="btn btn-plain" href={base}>
            {words.cancel}
          </a>
        </div>
      </form>
    </>
  );
}

const editForm = ofPublication.formPage({
  path: '/feeds/:id/edit',
  role: 'editor',
  params,
  fields: z.object({
    url: z.string().default(''),
    foundFeed: z.string().optional(),
    pollMinutes: z.coerce.number('The minutes must be a number.'),
  }),
  async start({ app, publication, params: { id } }) {
    const { url, pollMinutes } = await getFeed(app.db, id, publication.id);
    return { url, pollMinutes: String(pollMinutes) };
  },
  async view({ app, publication, params: { id }, desk }, form) {
    const feed = await getFeed(app.db, id, publication.id);
    return {
      title: desk.words.feeds.form.editTitle(nameOf(feed)),
      current: 'articles',
      layout: 'narrow',
      crumbs: <Crumbs slug={publication.slug} feed={feed} />,
      content: <EditForm form={form} here={`${baseOf(publication)}/${id}`} />,
    };
  },
  async act({ app, publication, params: { id }, fields: { url, foundFeed, pollMinutes } }) {
    const before = await getFeed(app.db, id, publication.id);
    const address = addressIn(url, foundFeed);
    if (address !== before.url) await requireFeed(app, address);
    await changeFeed(app, publication.id, id, {
      url: address,
      ...(pollMinutes === before.pollMinutes ? {} : { pollMinutes }),
    }).catch(orSayAtField);
    const to = `${baseOf(publication)}/${id}`;
    const fields = { url: before.url, pollMinutes: String(before.pollMinutes) };
    return { to, notice: 'feed-changed', undo: { to: `${to}/edit`, fields } };
  },
});

function EditForm({ form, here }: { form: FormState; here: string }) {
  const { form: words } = useDesk().words.feeds;
  return (
    <>
      <FormFaults form={form} labels={{ url: words.url, pollMinutes: words.pollMinutes }} />
      <form method="post" action={`${here}/edit`} class="stack">
        <Field form={form} name="url" label={words.url} hint={words.editUrlHint} />
        <FoundFeeds form={form} field="url" />
        <Field
          form={form}
          name="pollMinutes"
          label={words.pollMinutes}
          hint={words.pollMinutesHint}
          type="number"
          min={5}
          max={1440}
        />
        <div class="form-foot">
          <button class="btn btn-main">{words.save}</button>
          <a class="btn btn-plain" href={here}>
            {words.cancel}
          </a>
        </div>
      </form>
    </>
  );
}

const removeForm = ofPublication.formPage({
  path: '/feeds/:id/remove',
  role: 'editor',
  params,
  fields: z.object({}),
  start: () => ({}),
  async view({ app, publication, params: { id }, desk }) {
    const feed = await getFeed(app.db, id, publication.id);
    const { waiting } = await findFeedHealth(app.db, id);
    const { removal } = desk.words.feeds;
    return {
      title: removal.title(nameOf(feed)),
      current: 'articles',
      layout: 'narrow',
      lede: removal.lede,
      crumbs: <Crumbs slug={publication.slug} feed={feed} />,
      content: <Removal feed={feed} waiting={waiting} here={`${baseOf(publication)}/${id}`} />,
    };
  },
  async act({ app, publication, params: { id } }) {
    const feed = await getFeed(app.db, id, publication.id);
    await removeFeed(app, publication.id, id);
    const to = baseOf(publication);
    return {
      to,
      notice: { name: 'feed-removed', params: { name: nameOf(feed).slice(0, 120) } },
      undo: { to: `${to}/${id}/restore` },
    };
  },
});

function Removal({ feed, waiting, here }: { feed: Feed; waiting: number; here: string }) {
  const { removal } = useDesk().words.feeds;
  return (
    <>
      <ul class="rows block-s">
        <li>{removal.waiting(waiting)}</li>
        <li>{removal.known}</li>
      </ul>
      <form method="post" action={`${here}/remove`} class="row">
        <button class="btn btn-bad">{removal.remove}</button>
        {feed.status !== 'paused' && (
          <button class="btn" formaction={`${here}/pause`}>
            {removal.pauseInstead}
          </button>
        )}
        <a class="btn btn-plain" href={here}>
          {removal.keep}
        </a>
      </form>
    </>
  );
}

export function Crumbs({ slug, feed }: { slug: string; feed?: Feed }) {
  const { words } = useDesk();
  return (
    <>
      <a href={`/admin/${slug}/articles`}>{words.articles.title}</a>
      <span aria-hidden="true">/</span>
      <a href={`/admin/${slug}/feeds`}>{words.feeds.title}</a>
      {feed && (
        <>
          <span aria-hidden="true">/</span>
          <a href={`/admin/${slug}/feeds/${feed.id}`}>{nameOf(feed).slice(0, 60)}</a>
        </>
      )}
    </>
  );
}

export const feedFormRoutes = [...addForm, ...editForm, ...removeForm];
