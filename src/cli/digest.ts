import { Command } from 'commander';
import type { App } from '../platform/app.ts';
import {
  changeDigest,
  createDigest,
  getSendDetails,
  scheduleLetter,
  type SendDetails,
} from '../letters/index.ts';
import { readText } from './letter.ts';
import { AT, changed, ID, shown } from './on-send.ts';
import { readNumber } from './read-number.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';

interface DigestOptions {
  subject?: string;
  introduction?: string;
  preheader?: string;
  topic?: string[];
  rhythm?: 'each' | 'daily' | 'weekly';
  json?: boolean;
}

interface CreateOptions extends DigestOptions {
  publication?: string;
  article: string[];
  at?: string;
  timeZone?: string;
}

interface EditOptions extends DigestOptions {
  article?: string[];
}

const INTRODUCTION = 'file with the words above the articles in Markdown; - reads standard input';
const idsOf = (articles: string[]) => articles.map((id) => readNumber('--article', id));
const introductionOf = async (file: string | undefined) =>
  file === undefined ? undefined : readText(file, 'introduction');

const create = new Command('digest')
  .description('make a digest of articles; a draft, unless a time is given')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .requiredOption('--article <ids...>', 'its articles in order, by the ids that "articles" shows')
  .option('--subject <text>', 'the subject (default: the title of the first article)')
  .option('--introduction <file>', INTRODUCTION)
  .option('--preheader <text>', 'preview text beside the subject (default: the first words)')
  .option('--topic <slugs...>', 'only readers who follow one of these topics')
  .option('--rhythm <rhythm>', 'only readers of this rhythm: each, daily or weekly')
  .option('--at <time>', `when it goes out: ${AT}`)
  .option('--time-zone <zone>', 'of a local time (default: that of the publication)')
  .option('--json', 'print JSON')
  .action((options: CreateOptions) => shown(options, (app) => created(app, options)));

async function created(app: App, options: CreateOptions): Promise<SendDetails> {
  const { subject, preheader, topic, rhythm, at, timeZone } = options;
  const { id: publicationId } = await thePublication(app, options.publication);
  const { id } = await createDigest(app, publicationId, {
    subject,
    preheader,
    introduction: await introductionOf(options.introduction),
    articleIds: idsOf(options.article),
    audience: { topics: topic ?? [], rhythm: rhythm ?? null },
  });
  if (at !== undefined) await scheduleLetter(app, publicationId, id, { at, timeZone });
  return getSendDetails(app.db, publicationId, id);
}

const edit = new Command('edit-digest')
  .description('change the draft of a digest; options you leave out keep their value')
  .argument('<id>', ID)
  .option('--article <ids...>', 'its articles in order; headings between them are taken away')
  .option('--subject <text>', 'the subject')
  .option('--introduction <file>', INTRODUCTION)
  .option('--preheader <text>', 'shown beside the subject')
  .option('--topic <slugs...>', 'only readers who follow one of these topics')
  .option('--rhythm <rhythm>', 'only readers of this rhythm: each, daily or weekly')
  .option('--json', 'print JSON')
  .action((id: string, options: EditOptions) =>
    shown(options, (app) => changed(app, id, (of) => edited(app, of, Number(id), options))),
  );

async function edited(app: App, publicationId: number, id: number, options: EditOptions): Promise<void> {
  const { subject, preheader, topic, rhythm, article } = options;
  const { letter } = await getSendDetails(app.db, publicationId, id);
  const audience = { topics: topic ?? letter?.topics ?? [], rhythm: rhythm ?? letter?.rhythm ?? null };
  await changeDigest(app, publicationId, id, {
    subject,
    preheader,
    introduction: await introductionOf(options.introduction),
    articleIds: article && idsOf(article),
    audience: topic === undefined && rhythm === undefined ? undefined : audience,
  });
}

export const digestCommands = [create, edit];
