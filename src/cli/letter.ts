import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import type { App } from '../platform/app.ts';
import { InvalidInput } from '../platform/errors.ts';
import {
  changeLetter,
  createDraft,
  createLetter,
  deleteLetter,
  EVERYBODY,
  getSendDetails,
  saveDraft,
  scheduleLetter,
  type SendDetails,
} from '../letters/index.ts';
import { findSegmentByName } from '../segments/index.ts';
import {
  getSend,
  RESENDABLE,
  resendSend,
  sendTest,
  type ResendableState,
  type SendProgress,
} from '../sends/index.ts';
import { KINDS } from '../kinds.ts';
import { withApp } from './command.ts';
import { fileFault } from './file-fault.ts';
import { readNumber } from './read-number.ts';
import { AT, changed, ID, shown } from './on-send.ts';
import { publicationOf } from './show-send.ts';
import { timeCommands, type When } from './send-times.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';

interface WriteOptions {
  preheader?: string;
  topic?: string[];
  segment?: string;
  rhythm?: 'each' | 'daily' | 'weekly';
  unfinished?: boolean;
  json?: boolean;
}

interface CreateOptions extends When, WriteOptions {
  publication?: string;
  subject: string;
  markdown: string;
}

interface EditOptions extends WriteOptions {
  subject?: string;
  markdown?: string;
  everybody?: boolean;
  ifVersion?: string;
}

const SEGMENT = 'only readers of this segment, by its name or number';
const UNFINISHED = 'keep it also when it cannot go out as it is';
const create = new Command('create')
  .description('write a letter to the readers; a draft, unless a time is given')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .requiredOption('--subject <text>', 'the subject')
  .requiredOption('--markdown <file>', 'file with the text in Markdown; - reads standard input')
  .option('--preheader <text>', 'preview text beside the subject (default: the beginning of the letter)')
  .option('--topic <slugs...>', 'only readers who follow one of these topics')
  .option('--rhythm <rhythm>', 'only readers of this rhythm: each, daily or weekly')
  .option('--segment <name>', SEGMENT)
  .option('--at <time>', `when it goes out: ${AT}`)
  .option('--time-zone <zone>', 'of a local time (default: that of the publication)')
  .option('--unfinished', UNFINISHED)
  .option('--json', 'print JSON')
  .action((options: CreateOptions) => shown(options, (app) => created(app, options)));

async function created(app: App, options: CreateOptions): Promise<SendDetails> {
  const { id: publicationId } = await thePublication(app, options.publication);
  const write = options.unfinished ? createDraft : createLetter;
  const { id } = await write(app, publicationId, {
    subject: options.subject,
    markdown: await readText(options.markdown),
    preheader: options.preheader,
    audience: {
      topics: options.topic ?? [],
      rhythm: options.rhythm ?? null,
      segment: await segmentOf(app, publicationId, options.segment),
    },
  });
  const { at, timeZone } = options;
  if (at !== undefined) await scheduleLetter(app, publicationId, id, { at, timeZone });
  return getSendDetails(app.db, publicationId, id);
}

async function segmentOf(
  { db }: App,
  publicationId: number,
  text: string | undefined,
): Promise<number | null> {
  return text === undefined ? null : (await findSegmentByName(db, publicationId, text)).id;
}

const edit = new Command('edit')
  .description('change the draft of a letter; options you leave out keep their value')
  .argument('<id>', ID)
  .option('--subject <text>', 'the subject')
  .option('--markdown <file>', 'file with the text in Markdown; - reads standard input')
  .option('--preheader <text>', 'shown beside the subject')
  .option('--topic <slugs...>', 'only readers who follow one of these topics')
  .option('--rhythm <rhythm>', 'only readers of this rhythm: each, daily or weekly')
  .option('--segment <name>', SEGMENT)
  .option('--everybody', 'all readers again, whatever topic, rhythm or segment')
  .option('--if-version <number>', 'only when the draft is still at this version, which --json shows')
  .option('--unfinished', UNFINISHED)
  .option('--json', 'print JSON')
  .action((id: string, options: EditOptions) =>
    shown(options, (app) => changed(app, id, (of) => edited(app, of, Number(id), options))),
  );

async function edited(app: App, publicationId: number, id: number, options: EditOptions): Promise<void> {
  const { subject, preheader, markdown, topic, rhythm, segment, everybody } = options;
  const isAudienceGiven = everybody === true || [topic, rhythm, segment].some((given) => given !== undefined);
  const { letter, digest } = await getSendDetails(app.db, publicationId, id);
  if (digest && markdown !== undefined)
    throw new InvalidInput([
      { field: 'markdown', message: 'This is a digest. Change it with "send edit-digest".' },
    ]);
  const now = everybody || !letter ? EVERYBODY : letter;
  const audience = {
    topics: topic ?? now.topics,
    rhythm: rhythm ?? now.rhythm,
    segment: (await segmentOf(app, publicationId, segment)) ?? now.segment,
  };
  const write = options.unfinished ? saveDraft : changeLetter;
  const changes = {
    subject,
    preheader,
    markdown: markdown === undefined ? undefined : await readText(markdown),
    audience: isAudienceGiven ? audience : undefined,
  };
  const { ifVersion } = options;
  const seen = ifVersion === undefined ? undefined : readNumber('--if-version', ifVersion);
  await write(app, publicationId, id, changes, seen);
}

const remove = new Command('delete')
  .description('delete the draft of a letter; all other sends stay on record')
  .argument('<id>', ID)
  .action((id: string) =>
    withApp(
      {},
      async (app) => deleteLetter(app, await publicationOf(app, id), Number(id)),
      () => `The draft ${id} is deleted.`,
    ),
  );

export async function readText(file: string, field = 'markdown'): Promise<string> {
  if (file === '-') return (await process.stdin.toArray()).join('');
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new InvalidInput([{ field, message: `The file ${file} cannot be read: ${fileFault(cause)}` }]);
  }
}

const test = new Command('test')
  .description('send exactly this email to up to five addresses as a test')
  .argument('<id>', ID)
  .requiredOption('--to <addresses...>', 'where the test goes')
  .option('--json', 'print JSON')
  .action((id: string, { to, ...options }: { to: string[]; json?: boolean }) =>
    withApp(
      options,
      async (app) => sendTest(app, KINDS, await publicationOf(app, id), Number(id), { to }),
      (results) => results.map((result) => `${result.to}  ${result.outcome}  ${result.reply}`).join('\n'),
    ),
  );

const resend = new Command('resend')
  .description('try once more for the readers it did not reach; never for a message that was accepted')
  .argument('<id>', ID)
  .option('--states <states...>', `of ${RESENDABLE.join(', ')} (default: all of them)`)
  .option('--json', 'print JSON')
  .action((id: string, options: { states?: string[]; json?: boolean }) =>
    withApp(
      options,
      async (app) => resendSend(app, await publicationOf(app, id), Number(id), readStates(options.states)),
      ({ reopened }) =>
        reopened === 0
          ? 'There is nobody left to try again: the readers it did not reach have left, or their addresses do not exist.'
          : `Paperround tries once more for ${reopened} ${reopened === 1 ? 'reader' : 'readers'}.`,
    ),
  );

function readStates(texts: string[] | undefined): ResendableState[] | undefined {
  return texts?.map((text) => {
    const state = RESENDABLE.find((known) => known === text);
    if (state) return state;
    throw new InvalidInput([{ field: 'states', message: `The states may be ${RESENDABLE.join(', ')}.` }]);
  });
}

const watch = new Command('watch')
  .description('follow a send until it is over')
  .argument('<id>', ID)
  .option('--json', 'print JSON at the end')
  .action((id: string, options: { json?: boolean }) =>
    withApp(options, (app) => watched(app, id, options.json === true), asProgress),
  );

async function watched(app: App, text: string, isQuiet: boolean): Promise<SendProgress> {
  const publicationId = await publicationOf(app, text);
  let told = '';
  for (;;) {
    const send = await getSend(app.db, publicationId, Number(text));
    if (send.status === 'sent' || send.status === 'cancelled') return send;
    const line = asProgress(send);
    if (!isQuiet && line !== told) process.stdout.write(`${line}\n`);
    told = line;
    await pause(1000);
  }
}

function asProgress({ id, status, counts, ratePerSecond, secondsLeft }: SendProgress): string {
  const rest = counts.rejected + counts.expired + counts.unknown;
  return [
    `${id}  ${status}  ${counts.accepted} of ${counts.audience} accepted`,
    `${counts.deferred} to be tried again`,
    `${rest} not reached`,
    ...(ratePerSecond === null ? [] : [`${ratePerSecond} a second`]),
    ...(secondsLeft === null ? [] : [`${secondsLeft} s left`]),
  ].join(', ');
}

export const letterCommands = [create, edit, remove, ...timeCommands, test, resend, watch];
