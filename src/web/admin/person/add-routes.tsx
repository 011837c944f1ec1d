import { z } from 'zod';
import { Conflict, InvalidInput } from '../../../platform/errors.ts';
import { parseInput } from '../../../platform/input.ts';
import { readMoment } from '../../../platform/time-zone.ts';
import { listTopics, type Publication } from '../../../publications/index.ts';
import { createSubscriber, findSubscriberByEmail, signUpFields } from '../../../subscribers/index.ts';
import type { Desk } from '../../../words/index.ts';
import { ofPublication } from '../admin-route.ts';
import { AddForm } from './AddForm.tsx';
import { topicsIn } from './EditForm.tsx';
import { deskEvidence } from './evidence.ts';
import { listOf } from './places.tsx';

/** One reader by hand: Paperround asks them by mail, or an editor says where and when they agreed (CON-04). */
export const addRoutes = ofPublication.formPage({
  path: '/subscribers/new',
  role: 'editor',
  fields: z.record(z.string(), z.string()),
  start: () => ({ how: 'ask' }),
  async view({ app, publication, desk }, form) {
    const { person, subscribers } = desk.words;
    return {
      title: person.addTitle,
      lede: person.addLede,
      current: 'subscribers',
      layout: 'narrow',
      crumbs: <a href={listOf(publication)}>{subscribers.title}</a>,
      content: (
        <AddForm list={listOf(publication)} form={form} topics={await listTopics(app.db, publication.id)} />
      ),
    };
  },
  async act({ app, publication, fields, desk }) {
    const topics = await listTopics(app.db, publication.id);
    const { email, name = '', how } = fields;
    const {
      email: address,
      topics: topicIds,
      ...choices
    } = parseInput(z.object(signUpFields(topics)), { email, name, topics: topicsIn(fields, topics) });
    const consent = how === 'proven' ? proofIn(fields, publication, desk, app.now()) : undefined;
    const before = await findSubscriberByEmail(app.db, publication.id, address.key);
    const made = await createSubscriber(app, publication, {
      address,
      choices: { ...choices, topicIds, name: choices.name },
      source: 'desk',
      evidence: deskEvidence(app.actor),
      consent,
    }).catch((error: unknown) => {
      const says = error instanceof Conflict ? desk.words.person.refused[error.code] : undefined;
      if (says === undefined) throw error;
      throw new InvalidInput([{ field: 'email', message: says }]);
    });
    const to = `${listOf(publication)}/${made.id}`;
    if (before?.status === 'active') return { to, notice: 'person-there' };
    return { to, notice: made.status === 'active' ? 'person-added' : 'person-added-asked' };
  },
});

function proofIn(
  { source = '', at = '' }: Record<string, string>,
  { timeZone }: Publication,
  { words: { person: say } }: Desk,
  now: Date,
): { source: string; at: Date } {
  const agreed = readMoment(at, timeZone, 'start');
  const isPast = agreed !== undefined && agreed <= now;
  const faults = [
    ...(source.trim() === '' || source.length > 500 ? [{ field: 'source', message: say.noSource }] : []),
    ...(isPast ? [] : [{ field: 'at', message: say.noDay }]),
  ];
  if (faults.length > 0 || !agreed) throw new InvalidInput(faults);
  return { source: source.trim(), at: agreed };
}
