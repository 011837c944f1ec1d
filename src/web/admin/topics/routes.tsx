import { z } from 'zod';
import { parseInput } from '../../../platform/input.ts';
import { slugOf } from '../../../platform/slug-of.ts';
import {
  addTopic,
  changeTopic,
  getTopic,
  listTopics,
  newTopic,
  topicChanges,
} from '../../../publications/index.ts';
import { countTopicChosen } from '../../../subscribers/index.ts';
import { mergeTopic, splitTopic, viewMerge, viewTopics } from '../../../topics/index.ts';
import type { Desk } from '../../../words/index.ts';
import { ofPublication } from '../admin-route.ts';
import { Icon } from '../components/Icon.tsx';
import type { View } from '../view.ts';
import { MergePage } from './MergePage.tsx';
import { SplitPage } from './SplitPage.tsx';
import { TopicForm } from './TopicForm.tsx';
import { Topics } from './Topics.tsx';

const params = z.object({ topic: z.string().max(100) });
const typed = z.object({ name: z.string().default(''), categories: z.string().default('') });

const homeOf = ({ slug }: { slug: string }) => `/admin/${slug}/topics`;
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const viewOf = (
  { words }: Desk,
  publication: { slug: string },
  view: Pick<View, 'title' | 'lede' | 'content'>,
) => ({
  ...view,
  current: 'topics' as const,
  layout: 'narrow' as const,
  crumbs: <a href={homeOf(publication)}>{words.topics.title}</a>,
});

/** What readers can follow. */
export const topicRoutes = [
  ofPublication.page({
    path: '/topics',
    role: 'viewer',
    async view({ app, publication, desk, may }) {
      const { topics: say } = desk.words;
      const view = await viewTopics(app, publication);
      return {
        title: say.title,
        lede: say.lede,
        current: 'topics',
        actions: may('admin') && view.topics.length > 0 && (
          <a class="btn btn-main" href={`${homeOf(publication)}/new`}>
            <Icon name="plus" />
            {say.add}
          </a>
        ),
        content: <Topics slug={publication.slug} view={view} mayChange={may('admin')} />,
      };
    },
  }),
  ...ofPublication.formPage({
    path: '/topics/new',
    role: 'admin',
    fields: typed,
    start: () => ({}),
    view({ desk, publication }, form) {
      const base = homeOf(publication);
      const content = <TopicForm action={`${base}/new`} base={base} form={form} />;
      return viewOf(desk, publication, { title: desk.words.topics.add, content });
    },
    async act({ app, publication, fields: { name, categories } }) {
      const { slug } = publication;
      const known = new Set((await listTopics(app.db, publication.id)).map((topic) => topic.slug));
      const wanted = slugOf(name) ?? 'topic';
      const free = known.has(wanted)
        ? Array.from({ length: known.size + 1 }, (_, at) => `${wanted.slice(0, 55)}-${at + 2}`).find(
            (one) => !known.has(one),
          )
        : wanted;
      const topic = parseInput(newTopic, { slug: free, name, categories: linesOf(categories) });
      await addTopic(app, slug, topic);
      return { to: homeOf(publication), notice: 'topic-added' };
    },
  }),
  ...ofPublication.formPage({
    path: '/topics/:topic/edit',
    role: 'admin',
    params,
    fields: typed,
    async start({ app, publication, params: { topic } }) {
      const { name, categories } = await getTopic(app.db, publication.id, topic);
      return { name, categories: categories.join('\n') };
    },
    async view({ app, desk, publication, params: { topic } }, form) {
      const found = await getTopic(app.db, publication.id, topic);
      const base = homeOf(publication);
      const content = <TopicForm action={`${base}/${found.slug}/edit`} base={base} form={form} />;
      return viewOf(desk, publication, { title: desk.words.topics.editTitle(found.name), content });
    },
    async act({ app, publication, params: { topic }, fields: { name, categories } }) {
      const { slug } = await getTopic(app.db, publication.id, topic);
      const changes = parseInput(topicChanges, { name, categories: linesOf(categories) });
      await changeTopic(app, publication.slug, slug, changes);
      return { to: homeOf(publication), notice: 'topic-saved' };
    },
  }),
  ofPublication.page({
    path: '/topics/:topic/merge',
    role: 'admin',
    params,
    async view({ app, desk, publication, params: { topic: text }, query }) {
      const { topics: say } = desk.words;
      const topics = await listTopics(app.db, publication.id);
      const topic = await getTopic(app.db, publication.id, text);
      const others = topics.filter(({ id }) => id !== topic.id);
      const into = others.find(({ slug }) => slug === query['into'])?.slug;
      const effect =
        into === undefined ? undefined : await viewMerge(app, publication, { topic: topic.slug, into });
      return viewOf(desk, publication, {
        title: say.mergeTitle(topic.name),
        lede: say.mergeLede,
        content: <MergePage slug={publication.slug} topic={topic} others={others} effect={effect} />,
      });
    },
  }),
  ofPublication.button({
    path: '/topics/:topic/merge',
    role: 'admin',
    params,
    fields: z.object({ into: z.string().max(100).default('') }),
    async act({ app, desk, publication, params: { topic }, fields: { into } }) {
      const to = homeOf(publication);
      // The second of a double click finds that the first has done it.
      const topics = await listTopics(app.db, publication.id);
      if (!topics.some(({ slug }) => slug === topic)) return { to, notice: 'topic-gone' };
      const { readers } = await mergeTopic(app, publication, { topic, into });
      const { name } = await getTopic(app.db, publication.id, into);
      return { to, notice: { name: 'topic-merged', params: { readers: desk.number(readers), into: name } } };
    },
  }),
  ...ofPublication.formPage({
    path: '/topics/:topic/split',
    role: 'admin',
    params,
    fields: z.record(z.string(), z.string()),
    start: () => ({}),
    async view({ app, desk, publication, params: { topic: text } }, form) {
      const { topics: say } = desk.words;
      const topic = await getTopic(app.db, publication.id, text);
      const { chosen } = await countTopicChosen(app.db, publication.id, { topicId: topic.id, also: null });
      return viewOf(desk, publication, {
        title: say.splitTitle(topic.name),
        lede: say.splitLede,
        content: <SplitPage slug={publication.slug} topic={topic} readers={chosen} form={form} />,
      });
    },
    async act({ app, desk, publication, params: { topic }, fields: { name = '', ...ticks } }) {
      const categories = Object.entries(ticks).flatMap(([field, value]) =>
        field.startsWith('category.') ? [value] : [],
      );
      const { topic: made, readers } = await splitTopic(app, publication, topic, { name, categories });
      const params = { readers: desk.number(readers), name: made.name };
      return { to: homeOf(publication), notice: { name: 'topic-split', params } };
    },
  }),
];
