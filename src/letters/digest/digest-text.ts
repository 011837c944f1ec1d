/** A line of a digest, in the order of its editor. The title is what the article was called when it was picked. */
export type Pick = { articleId: number; title: string } | { heading: string };

export interface DigestText {
  /** Markdown. */
  introduction: string;
  picks: Pick[];
}

/** Stands between introduction and articles; the last one counts, so that an introduction may have it too. */
const ARTICLES = '[articles]';

/**
 * A digest as one text: its introduction, and below it a line for each article and heading. So the versions, merges and saves of
 * letters work with digests, too.
 */
export const writeDigest = ({ introduction, picks }: DigestText): string =>
  [introduction.trimEnd(), '', ARTICLES, ...(picks.length > 0 ? [writePicks(picks)] : []), ''].join('\n');

/** Reads what `writeDigest` wrote, also after two of them were merged. */
export function readDigest(text: string): DigestText {
  const lines = text.split('\n');
  const at = lines.lastIndexOf(ARTICLES);
  if (at === -1) return { introduction: text.trimEnd(), picks: [] };
  return {
    introduction: lines.slice(0, at).join('\n').trimEnd(),
    picks: readPicks(lines.slice(at + 1).join('\n')),
  };
}

/** A line for each article and heading. */
export const writePicks = (picks: Pick[]): string =>
  picks
    .map((pick) =>
      'heading' in pick ? `# ${oneLine(pick.heading)}` : `${pick.articleId} ${oneLine(pick.title)}`.trimEnd(),
    )
    .join('\n');

/** An article stands where it is named first. */
export function readPicks(text: string): Pick[] {
  const picks: Pick[] = [];
  const known = new Set<number>();
  for (const line of text.split('\n')) {
    const heading = /^#\s+(\S.*)$/.exec(line)?.[1]?.trim();
    if (heading !== undefined) picks.push({ heading });
    const [, id = '', title = ''] = /^(\d{1,15})(?:\s+(.*))?$/.exec(line) ?? [];
    const articleId = Number(id);
    if (id === '' || known.has(articleId)) continue;
    known.add(articleId);
    picks.push({ articleId, title: title.trim() });
  }
  return picks;
}

export const articleIdsOf = (picks: Pick[]): number[] =>
  picks.flatMap((pick) => ('articleId' in pick ? [pick.articleId] : []));

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
