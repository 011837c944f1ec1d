import { z } from 'zod';
import { HELD_CODES, VERDICTS, type Article, type Feed } from '../../../articles/index.ts';
import { toldReason } from '../told-reason.ts';
import { NotFound } from '../../../platform/errors.ts';
import type { Fate } from '../../../reports/index.ts';

export const feedAnswer = z.object({
  id: z.int(),
  url: z.string(),
  title: z.string().nullable(),
  link: z.string().nullable(),
  status: z.enum(['active', 'failing', 'gone', 'paused']),
  error: toldReason.nullable().describe('Why the last poll failed'),
  pollMinutes: z.int(),
  lastPolledAt: z.iso.datetime().nullable(),
  nextPollAt: z.iso.datetime(),
  hints: z.array(toldReason).describe('What its makers could do better, as of its last whole reading'),
});

export const pollAnswer = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  outcome: z.enum(['read', 'unchanged', 'failed']),
  status: z.int().nullable().describe('Of HTTP; null: there was no answer'),
  milliseconds: z.int(),
  bytes: z.int().nullable(),
  fresh: z.int().describe('Articles seen for the first time'),
  held: z.int().describe('Articles that are held since'),
  error: toldReason.nullable(),
});

export function shownFeed({ publicationId: _publication, baselineAt: _baseline, ...feed }: Feed) {
  return feed;
}

const articleSummary = z.object({
  id: z.int(),
  feedId: z.int().nullable(),
  guid: z.string(),
  url: z.string().nullable(),
  title: z.string(),
  summary: z.string(),
  imageUrl: z.string().nullable(),
  authors: z.array(z.string()),
  categories: z.array(z.string()),
  story: z.string().nullable().describe('What it goes on with, so that readers can follow it'),
  commentsUrl: z.string().nullable(),
  verdict: z.enum(VERDICTS),
  reason: z
    .object({ ...toldReason.shape, code: z.enum(HELD_CODES) })
    .nullable()
    .describe('Why it is held'),
  duplicateOf: z.int().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  editedAt: z.iso.datetime().nullable(),
  firstSeenAt: z.iso.datetime(),
  releasedAt: z.iso.datetime().nullable(),
  goesOutAt: z.iso.datetime().nullable().describe('Null: when the hold of the publication is over'),
  lastDecision: z
    .object({
      is: z.enum(['released', 'hurried', 'held', 'dismissed']),
      at: z.iso.datetime(),
      by: z.string().describe('user:7, api-key:NAME, command-line'),
      key: z.string().nullable().describe('Takes back everything that was decided with it'),
    })
    .nullable()
    .describe('What somebody decided last'),
  pickedAt: z.iso.datetime().nullable().describe('An editor’s pick stands before others in digests'),
  mail: z
    .object({
      title: z.string().nullable(),
      standfirst: z.string().nullable(),
      imageUrl: z.string().nullable(),
      editedAt: z.iso.datetime(),
    })
    .nullable()
    .describe('What was changed for the mail. Null: as the feed has it; an empty imageUrl: no picture'),
});
export const listedArticle = articleSummary;
export const articleAnswer = articleSummary.extend({ html: z.string() });

const fate = z
  .object({
    is: z.enum([
      'goes-out',
      'in-review',
      'being-mailed',
      'mailed',
      'send-paused',
      'send-held',
      'send-cancelled',
      'held',
      'dismissed',
      'waits-for-date',
      'too-old',
      'same-as',
      'baseline',
      'lapsed',
    ]),
    at: z.iso.datetime().nullable(),
    sendId: z.int().nullable(),
    readers: z.int().nullable().describe('Whom it is or was mailed to'),
    accepted: z.int().nullable(),
    by: z.string().nullable().describe('Who decided it'),
  })
  .describe('What became of it, or will');
export const articleWithFate = listedArticle.extend({ fate });

export function shownFate(told: Fate) {
  const { is } = told;
  return {
    is,
    at: 'at' in told ? told.at : null,
    sendId: 'sendId' in told ? told.sendId : null,
    readers: 'readers' in told ? told.readers : null,
    accepted: 'accepted' in told ? told.accepted : null,
    by: 'by' in told ? told.by : null,
  };
}

/** As a list shows it: without the full text. */
export function shownInList(article: Article) {
  const { html: _html, ...listed } = shownArticle(article);
  return listed;
}

export function shownArticle(article: Article) {
  const {
    publicationId: _publication,
    key,
    lastDecision: is,
    lastDecisionAt: at,
    lastDecisionBy: by,
    lastDecisionKey,
    mailTitle: title,
    mailStandfirst: standfirst,
    mailImageUrl: imageUrl,
    mailEditedAt: editedAt,
    ...shown
  } = article;
  const isEdited = title !== null || standfirst !== null || imageUrl !== null;
  return {
    guid: key,
    ...shown,
    lastDecision: is && at && by !== null ? { is, at, by, key: lastDecisionKey } : null,
    mail: isEdited && editedAt ? { title, standfirst, imageUrl, editedAt } : null,
  };
}

/** The number in a path. @throws NotFound for anything else. */
export function readId(text: string, what: string): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 1) throw new NotFound(`The ${what} ${text}`);
  return id;
}
