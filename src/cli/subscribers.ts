import { Command } from 'commander';
import { z } from 'zod';
import type { App } from '../platform/app.ts';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { listTopics, type Publication } from '../publications/index.ts';
import {
  changeSubscriber,
  createSubscriber,
  findSuppression,
  getSubscriber,
  listConsentRecords,
  listSubscribers,
  SUBSCRIBER_STATUSES,
  signUpFields,
  unsubscribe,
  viewSubscriber,
  type Evidence,
  type Subscriber,
  type SubscriberStatus,
} from '../subscribers/index.ts';
import { group, withApp } from './command.ts';
import { localTime } from './local-time.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';
import { readNumber } from './read-number.ts';
import { readWays, sayWays, SETTINGS_HELP } from './subscriber-ways.ts';

interface Options {
  publication?: string;
  json?: boolean;
}

const EVIDENCE: Evidence = { channel: 'command-line', ip: null, userAgent: null };

const command = (name: string, description: string) =>
  new Command(name).description(description).option(PUBLICATION_OPTION, PUBLICATION_HELP);

const list = command('list', 'list the subscribers, oldest first')
  .option('--status <status>', `only ${SUBSCRIBER_STATUSES.join(', ')}`)
  .option('--limit <count>', 'how many at most', '50')
  .option('--after <id>', 'only those after this id, for the next page', '0')
  .option('--json', 'print JSON')
  .action((options: Options & { status?: string; limit: string; after: string }) => {
    let zone = 'UTC';
    return withApp(
      options,
      async (app) => {
        const publication = await thePublication(app, options.publication);
        zone = publication.timeZone;
        const topics = await listTopics(app.db, publication.id);
        const found = await listSubscribers(app.db, publication.id, {
          status: readStatus(options.status),
          after: readNumber('--after', options.after, 0),
          limit: Math.min(readNumber('--limit', options.limit), 10_000),
        });
        return found.map((subscriber) => viewSubscriber(subscriber, topics));
      },
      (subscribers) =>
        subscribers
          .map(({ id, status, rhythm, email, name, createdAt }) =>
            [id, status.padEnd(12), rhythm.padEnd(6), email, name, `since ${localTime(createdAt, zone)}`]
              .filter(Boolean)
              .join('  '),
          )
          .join('\n') || 'There are no such subscribers.',
    );
  });

const show = command('show', 'show a subscriber and their consent records')
  .argument('<address>', 'their email address')
  .option('--json', 'print JSON')
  .action((address: string, options: Options) => shown(options, async (app) => find(app, address, options)));

const add = command(
  'add',
  'add a subscriber: they get a confirmation mail, or become active with proof of consent',
)
  .argument('<address>', 'their email address')
  .option('--name <name>', 'their name')
  .option('--topic <slugs...>', 'topics they follow (default: everything)')
  .option('--rhythm <rhythm>', 'each, daily or weekly (default: as the publication has it)')
  .option('--time-zone <zone>', 'their time zone, such as Europe/Berlin')
  .option('--language <tag>', 'language of their emails, such as de')
  .option('--consent-source <text>', 'where they agreed, if you have proof; they are not asked then')
  .option('--consent-at <moment>', 'when they agreed: 2026-05-01T09:30:00Z')
  .option('--json', 'print JSON')
  .action((address: string, options: AddOptions) =>
    shown(options, async (app) => {
      const publication = await thePublication(app, options.publication);
      const { name, topic: topics, rhythm, timeZone, language, consentSource, consentAt } = options;
      const fields = z.object(signUpFields(await listTopics(app.db, publication.id)));
      const {
        email,
        topics: topicIds,
        source,
        ...choices
      } = parseInput(fields, { email: address, name, topics, rhythm, timeZone, language });
      const subscriber = await createSubscriber(app, publication, {
        address: email,
        choices: { ...choices, topicIds },
        source,
        evidence: EVIDENCE,
        consent: readConsent(consentSource, consentAt),
      });
      return { publication, subscriber };
    }),
  );

interface AddOptions extends Options {
  name?: string;
  topic?: string[];
  rhythm?: string;
  timeZone?: string;
  language?: string;
  consentSource?: string;
  consentAt?: string;
}

function readConsent(source: string | undefined, at: string | undefined) {
  if (source === undefined && at === undefined) return undefined;
  const moment = at === undefined ? NaN : Date.parse(at);
  if (!source?.trim()) refuse('consentSource', 'Say where this person agreed: --consent-source.');
  if (!(moment <= Date.now()))
    refuse('consentAt', 'Say when this person agreed: --consent-at 2026-05-01T09:30:00Z, not in the future.');
  return { source, at: new Date(moment) };
}

const set = command('set', 'change how a subscriber gets mail, field by field')
  .argument('<address>', 'their email address')
  .argument('<fields...>', SETTINGS_HELP)
  .option('--json', 'print JSON')
  .action((address: string, settings: string[], options: Options) =>
    shown(options, async (app) => {
      const { publication, subscriber } = await find(app, address, options);
      const changes = readWays(settings, await listTopics(app.db, publication.id));
      await changeSubscriber(app, subscriber, changes, EVIDENCE);
      return { publication, subscriber: await getSubscriber(app.db, publication.id, subscriber.id) };
    }),
  );

const leave = command('unsubscribe', 'end a subscription at once')
  .argument('<address>', 'their email address')
  .option('--json', 'print JSON')
  .action((address: string, options: Options) =>
    shown(options, async (app) => {
      const { publication, subscriber } = await find(app, address, options);
      await unsubscribe(app, { subscriberId: subscriber.id, sendId: 0 }, EVIDENCE);
      return { publication, subscriber: await getSubscriber(app.db, publication.id, subscriber.id) };
    }),
  );

const erase = command(
  'erase',
  'erase a person from every publication for good; only a keyed hash of the address stays',
)
  .argument('<address>', 'their email address')
  .option('--yes', 'required, because it cannot be undone')
  .action((address: string, options: Options & { yes?: boolean }) =>
    withApp(
      {},
      async (app) => {
        if (!options.yes) refuse('yes', `Add --yes to erase ${address} for good.`);
        const { subscriber } = await find(app, address, options);
        const { eraseReader } = await import('../web/erase-reader.ts');
        await eraseReader(app, subscriber.id, EVIDENCE);
      },
      () => `${address} is erased. A keyed hash of the address stays, so that no import brings it back.`,
    ),
  );

interface Found {
  publication: Publication;
  subscriber: Subscriber;
}

/** @throws InvalidInput, NotFound */
async function find(app: App, text: string, options: Options): Promise<Found> {
  const publication = await thePublication(app, options.publication);
  const address = parseTypedAddress(text);
  if (!address) refuse('address', `${text} is not an email address.`);
  const page = { email: address.key, after: 0, limit: 1 };
  const [subscriber] = await listSubscribers(app.db, publication.id, page);
  if (!subscriber) throw new NotFound(`A subscriber ${text} of ${publication.slug}`);
  return { publication, subscriber };
}

/** Shows the subscriber that `work` is about, with the consent record. */
function shown(options: Options, work: (app: App) => Promise<Found>): Promise<void> {
  let zone = 'UTC';
  return withApp(
    options,
    async (app) => {
      const { publication, subscriber } = await work(app);
      zone = publication.timeZone;
      const hashes = app.keys.addressHashes(subscriber.email);
      return {
        ...viewSubscriber(subscriber, await listTopics(app.db, publication.id)),
        publication: publication.slug,
        suppressed: (await findSuppression(app.db, hashes, publication.id)) ?? null,
        consent: await listConsentRecords(app.db, subscriber.id),
      };
    },
    ({ suppressed, consent, ...subscriber }) =>
      [
        `${subscriber.id}  ${subscriber.email}  ${subscriber.status}${subscriber.name ? `  ${subscriber.name}` : ''}`,
        ...sayWays(subscriber, zone),
        `Since ${localTime(subscriber.createdAt, zone)}`,
        ...(suppressed === null ? [] : [`This address must not be mailed: ${suppressed}.`]),
        ...consent.map(({ at, kind, channel }) => `  ${localTime(at, zone)}  ${kind} (${channel})`),
      ].join('\n'),
  );
}

function readStatus(text: string | undefined): SubscriberStatus | undefined {
  const status = SUBSCRIBER_STATUSES.find((known) => known === text);
  if (text === undefined || status) return status;
  return refuse('status', `The status must be one of ${SUBSCRIBER_STATUSES.join(', ')}.`);
}

function refuse(field: string, message: string): never {
  throw new InvalidInput([{ field, message }]);
}

export const subscriberCommands = group('subscribers', 'readers: find, add, change, end, erase', [
  list,
  show,
  add,
  set,
  leave,
  erase,
]);
