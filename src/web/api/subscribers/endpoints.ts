import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { parseTypedAddress } from '../../../platform/mail/typed-address.ts';
import { parseInput } from '../../../platform/input.ts';
import { Conflict, InvalidInput } from '../../../platform/errors.ts';
import {
  getPublication,
  listTopics,
  strandsOf,
  type Publication,
  type Strand,
} from '../../../publications/index.ts';
import { listFollowed } from '../../../rhythms/index.ts';
import { findReaders } from '../../../segments/index.ts';
import {
  changeSubscriber,
  createSubscriber,
  follow,
  getSubscriber,
  listConsentRecords,
  MOST_FOLLOWED,
  signUpFields,
  stopFollowing,
  topicsField,
  unsubscribe,
  viewSubscriber,
  type Subscriber,
} from '../../../subscribers/index.ts';
import { eraseReader } from '../../erase-reader.ts';
import { cursorOfReader, readerFilterOf, readReaderCursor } from '../../reader-filter.ts';
import { suppressionSays } from '../../suppression-says.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { evidenceOf, found } from './found.ts';
import {
  consentAnswer,
  followParams,
  followsAnswer,
  newFollow,
  newSubscriber,
  subscriberAnswer,
  subscriberChanges,
  subscriberParams,
  subscribersAnswer,
  subscribersQuery,
} from './shapes.ts';

const path = '/publications/:slug/subscribers';

export const subscriberEndpoints = [
  endpoint({
    method: 'post',
    path,
    scope: ['subscribers:write'],
    summary:
      'Add a subscriber. With proof of consent the subscriber is active; without it, Paperround asks them by email to confirm',
    status: 201,
    creates: true,
    params: slugParams,
    body: newSubscriber,
    answer: subscriberAnswer,
    async handle({ app, params, body, caller }) {
      const publication = await getPublication(app.db, params.slug);
      const { confirmed, consent, localHour, busyDayCap, ...rest } = body;
      const { email, topics, source, ...choices } = parseInput(
        z.object(signUpFields(await listTopics(app.db, publication.id))),
        rest,
      );
      const subscriber = await createSubscriber(app, publication, {
        address: email,
        choices: {
          ...choices,
          topicIds: topics,
          localHour: localHour ?? null,
          busyDayCap: busyDayCap ?? null,
        },
        source,
        evidence: evidenceOf(caller),
        consent: confirmed && consent && { source: consent.source, at: new Date(consent.at) },
      });
      return shown(app, publication, subscriber);
    },
  }),
  endpoint({
    method: 'get',
    path,
    scope: ['subscribers:read'],
    summary: 'List the subscribers, oldest first, or search them',
    params: slugParams,
    query: subscribersQuery,
    answer: subscribersAnswer,
    async handle({ app, params, query, language }) {
      const publication = await getPublication(app.db, params.slug);
      const { email, sort, limit, cursor, ...filters } = query;
      const filter = await readerFilterOf(app.db, publication, filters);
      const rules = [...(filter.rules ?? [])];
      if (email !== undefined) rules.push({ field: 'address', op: 'is', value: identityOf(email) });
      const found = await findReaders(
        app,
        publication,
        { ...filter, rules },
        {
          sort,
          after: readReaderCursor(sort, cursor),
          limit,
        },
      );
      const show = await showWith(app, publication);
      const shown = found.readers.slice(0, limit);
      const last = found.readers.length > limit ? shown.at(-1) : undefined;
      return {
        data: shown.map(show),
        nextCursor: last ? cursorOfReader(sort, last) : null,
        count: found.count,
        suppressions: found.suppressions.map((one) => ({
          reason: one.reason,
          publication: one.publication,
          since: one.since,
          says: suppressionSays(one, publication, language),
        })),
      };
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:id`,
    scope: ['subscribers:read'],
    summary: 'Show a subscriber',
    params: subscriberParams,
    answer: subscriberAnswer,
    async handle({ app, params }) {
      const { publication, subscriber } = await found(app, params);
      return shown(app, publication, subscriber);
    },
  }),
  endpoint({
    method: 'patch',
    path: `${path}/:id`,
    scope: ['subscribers:write'],
    summary:
      'Change the name, topics, rhythm, hour, pause, language or time zone of a subscriber, or unsubscribe them',
    params: subscriberParams,
    body: subscriberChanges,
    answer: subscriberAnswer,
    async handle({ app, params, body, caller }) {
      const { publication, subscriber } = await found(app, params);
      const { topics } = parseInput(
        z.object({ topics: topicsField(await listTopics(app.db, publication.id)).optional() }),
        { topics: body.topics },
      );
      const { status, topics: _slugs, ...changes } = body;
      await changeSubscriber(app, subscriber, { ...changes, topicIds: topics }, evidenceOf(caller));
      if (status) await unsubscribe(app, { subscriberId: subscriber.id, sendId: 0 }, evidenceOf(caller));
      return shown(app, publication, await getSubscriber(app.db, publication.id, subscriber.id));
    },
  }),
  endpoint({
    method: 'delete',
    path: `${path}/:id`,
    scope: ['subscribers:write'],
    summary: 'Erase a person. Only a keyed hash of the address stays, so that no mail is sent to it again',
    status: 204,
    params: subscriberParams,
    async handle({ app, params, caller }) {
      const { subscriber } = await found(app, params);
      await eraseReader(app, subscriber.id, evidenceOf(caller));
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:id/follows`,
    scope: ['subscribers:read'],
    summary: 'List the stories, authors and tags that a subscriber follows, or followed until lately',
    params: subscriberParams,
    answer: followsAnswer,
    async handle({ app, params }) {
      const { subscriber } = await found(app, params);
      return { data: await listFollowed(app.db, subscriber.id) };
    },
  }),
  endpoint({
    method: 'put',
    path: `${path}/:id/follows`,
    scope: ['subscribers:write'],
    summary: 'Have each article of a story, an author or a tag come to a subscriber at once',
    params: subscriberParams,
    body: newFollow,
    answer: followsAnswer,
    async handle({ app, params, body, caller }) {
      const { subscriber } = await found(app, params);
      const strand = requireStrand(body);
      if ((await follow(app, subscriber, strand, evidenceOf(caller))) === 'too-many')
        throw new Conflict('follows-too-much', `A subscriber can follow ${MOST_FOLLOWED} things at most.`);
      return { data: await listFollowed(app.db, subscriber.id) };
    },
  }),
  endpoint({
    method: 'delete',
    path: `${path}/:id/follows/:strand`,
    scope: ['subscribers:write'],
    summary: 'Stop that. A strand that the subscriber does not follow changes nothing',
    status: 204,
    params: followParams,
    async handle({ app, params, caller }) {
      const { subscriber } = await found(app, params);
      await stopFollowing(app, subscriber, params.strand, evidenceOf(caller));
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:id/consent`,
    scope: ['subscribers:read'],
    summary: 'Show the consent record of a subscriber, line by line',
    params: subscriberParams,
    answer: consentAnswer,
    async handle({ app, params }) {
      const { subscriber } = await found(app, params);
      return { data: await listConsentRecords(app.db, subscriber.id) };
    },
  }),
];

/** @throws InvalidInput for a name without a letter or digit. */
function requireStrand({ kind, name }: z.output<typeof newFollow>): Strand {
  const of = { story: null, authors: [], categories: [] };
  const named = {
    story: { ...of, story: name },
    author: { ...of, authors: [name] },
    tag: { ...of, categories: [name] },
  };
  const [strand] = strandsOf(named[kind]);
  if (strand) return strand;
  throw new InvalidInput([{ field: 'name', message: 'The name must have a letter or a digit.' }]);
}

/** What is no address is no subscriber's either: it finds nothing. */
function identityOf(email: string): string {
  return parseTypedAddress(email)?.key ?? email.trim().toLowerCase();
}

async function showWith(app: App, publication: Publication) {
  const topics = await listTopics(app.db, publication.id);
  return (subscriber: Subscriber) => viewSubscriber(subscriber, topics);
}

async function shown(app: App, publication: Publication, subscriber: Subscriber) {
  return (await showWith(app, publication))(subscriber);
}
