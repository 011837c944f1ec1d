import { z } from 'zod';
import { InvalidInput } from '../../../platform/errors.ts';
import { line, parseInput } from '../../../platform/input.ts';
import { readMoment } from '../../../platform/time-zone.ts';
import { listTopics, type Publication } from '../../../publications/index.ts';
import {
  changeSubscriber,
  getSubscriber,
  rhythmField,
  topicsField,
  waysFields,
  type Subscriber,
  type SubscriberChanges,
} from '../../../subscribers/index.ts';
import { ofPublication } from '../admin-route.ts';
import { EditForm, topicsIn } from './EditForm.tsx';
import { deskEvidence } from './evidence.ts';
import { crumbs, hereOf, params, PATH, whoIs } from './places.tsx';

const changes = z.object({
  name: line('The name', 100),
  rhythm: rhythmField,
  language: waysFields.language,
});

export const editRoutes = ofPublication.formPage({
  path: `${PATH}/edit`,
  role: 'editor',
  params,
  fields: z.record(z.string(), z.string()),
  async start({ app, publication, params: { id } }) {
    const reader = await getSubscriber(app.db, publication.id, id);
    const topics = await listTopics(app.db, publication.id);
    const followed = topics.filter((topic) => reader.topicIds.includes(topic.id));
    return {
      name: reader.name,
      rhythm: reader.rhythm,
      language: reader.language ?? '',
      pausedUntil: reader.pausedUntil ? dayIn(reader.pausedUntil, publication.timeZone) : '',
      ...Object.fromEntries(followed.map(({ slug }) => [`topic.${slug}`, '1'])),
    };
  },
  async view({ app, publication, params: { id }, desk }, form) {
    const reader = await getSubscriber(app.db, publication.id, id);
    return {
      title: desk.words.person.editTitle(whoIs(reader)),
      current: 'subscribers',
      layout: 'narrow',
      crumbs: crumbs(publication, desk.words.subscribers.title, reader),
      content: (
        <EditForm
          here={hereOf(publication, id)}
          form={form}
          topics={await listTopics(app.db, publication.id)}
        />
      ),
    };
  },
  async act({ app, publication, params: { id }, fields }) {
    const reader = await getSubscriber(app.db, publication.id, id);
    const topics = await listTopics(app.db, publication.id);
    const { name, rhythm, language } = parseInput(changes, {
      name: fields['name'],
      rhythm: fields['rhythm'],
      language: fields['language']?.trim() || null,
    });
    const topicIds = topicsField(topics).parse(topicsIn(fields, topics));
    const pausedUntil = pauseOf(fields['pausedUntil'] ?? '', publication, reader);
    const wanted = { name, rhythm, language, topicIds, pausedUntil };
    await changeSubscriber(app, reader, whatDiffers(reader, wanted), deskEvidence(app.actor));
    return { to: hereOf(publication, id), notice: 'person-saved' };
  },
});

const dayIn = (at: Date, timeZone: string) => at.toLocaleDateString('sv-SE', { timeZone });

/** A day that was left as it is keeps its moment. */
function pauseOf(day: string, { timeZone }: Publication, { pausedUntil }: Subscriber): Date | null {
  if (day === '') return null;
  if (pausedUntil && day === dayIn(pausedUntil, timeZone)) return pausedUntil;
  const until = readMoment(day, timeZone, 'start');
  if (until) return until;
  const message = 'The end of the pause must be a day such as 2027-05-01.';
  throw new InvalidInput([{ field: 'pausedUntil', message, fault: { code: 'choice', params: {} } }]);
}

/** A choice that was left as it stood is none that somebody made. */
function whatDiffers(
  reader: Subscriber,
  wanted: Required<Pick<SubscriberChanges, 'name' | 'rhythm' | 'topicIds'>> &
    Pick<SubscriberChanges, 'language' | 'pausedUntil'>,
): SubscriberChanges {
  const { name, rhythm, language, topicIds, pausedUntil } = wanted;
  const isSameTopics =
    topicIds.length === reader.topicIds.length && topicIds.every((id) => reader.topicIds.includes(id));
  return {
    ...(name !== reader.name && { name }),
    ...(rhythm !== reader.rhythm && { rhythm }),
    ...(language !== reader.language && { language }),
    ...(!isSameTopics && { topicIds }),
    ...(pausedUntil?.getTime() !== reader.pausedUntil?.getTime() && { pausedUntil }),
  };
}
