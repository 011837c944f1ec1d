import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import type { Article, DecisionName } from '../article.ts';
import { lockArticles } from '../queries.ts';
import {
  dismissRows,
  holdRows,
  hurryRows,
  listHeldIds,
  releaseRows,
  restoreRows,
} from './decision-queries.ts';

const idList = z
  .array(z.int('An id must be a number.').min(1))
  .max(1000, 'Name 1,000 articles or fewer at once.')
  .default([]);

/** What becomes of which articles. */
export const decisions = z.strictObject({
  release: idList.describe('They wait for the hold of the publication, then they are mailed'),
  sendNow: idList.describe('They are mailed without waiting for the hold'),
  hold: idList.describe('They wait until somebody releases them'),
  dismiss: idList.describe('They are not mailed'),
});

export type Decisions = Partial<z.output<typeof decisions>>;

/** Pages give people time to take a release back; programs and the command line mean it at once. */
export interface Patience {
  undoSeconds?: number;
}

type Rule = typeof releaseRows;

const RULES: [field: keyof Decisions, rule: Rule, name: DecisionName][] = [
  ['dismiss', dismissRows, 'dismissed'],
  ['hold', holdRows, 'held'],
  ['release', releaseRows, 'released'],
  ['sendNow', hurryRows, 'hurried'],
];

/**
 * Notes what an editor decides about articles, all at once and under one key by which it can be taken back. What is being
 * mailed, and what is so already, stays as it is.
 * @returns the articles that changed.
 */
export function recordDecisions(
  app: App,
  publicationId: number,
  decided: Decisions,
  { undoSeconds = 0 }: Patience = {},
): Promise<Article[]> {
  const ruling = { by: app.actor, key: randomUUID(), undoSeconds };
  return inTransaction(app, async (inner) => {
    await lockArticles(inner.db, publicationId);
    const changed: Article[] = [];
    for (const [field, rule, name] of RULES) {
      const ids = decided[field] ?? [];
      if (ids.length === 0) continue;
      const articles = await rule(inner.db, publicationId, ids, ruling);
      await note(inner, publicationId, name, articles);
      changed.push(...articles);
    }
    return changed;
  });
}

/** The same for every article of the publication that is held at this moment. */
export function recordForHeld(
  app: App,
  publicationId: number,
  field: 'release' | 'dismiss',
  patience: Patience = {},
): Promise<Article[]> {
  return inTransaction(app, async (inner) => {
    await lockArticles(inner.db, publicationId);
    const held = await listHeldIds(inner.db, publicationId);
    return recordDecisions(inner, publicationId, { [field]: held }, patience);
  });
}

/**
 * Takes back what was decided last, where it still stands and nothing is mailed: by its key, or for some articles. A repeat
 * changes nothing.
 * @returns the articles that changed.
 */
export function recordTakingBack(
  app: App,
  publicationId: number,
  of: { key: string } | { ids: number[] },
  { undoSeconds = 0 }: Patience = {},
): Promise<Article[]> {
  return inTransaction(app, async (inner) => {
    await lockArticles(inner.db, publicationId);
    const articles = await restoreRows(inner.db, publicationId, of, undoSeconds);
    await note(inner, publicationId, 'decision-taken-back', articles);
    return articles;
  });
}

async function note(app: App, publicationId: number, verb: string, articles: Article[]): Promise<void> {
  if (articles.length === 0) return;
  const articleIds = articles.map(({ id }) => id);
  const subject = `publication:${publicationId}`;
  await audit(app, { action: `article.${verb}`, subject, details: { articleIds } });
}
