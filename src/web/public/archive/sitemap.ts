import type { ArchivedMail } from '../../../sends/index.ts';
import { xml } from './atom.ts';

/** sitemaps.org has room for 50,000 addresses. */
export const SITEMAP_MAILS = 49_998;

/** The sign-up page, the archive and each mail in it. */
export function sitemap(base: string, mails: Pick<ArchivedMail, 'sendId' | 'sentAt'>[]): string {
  const newest = mails[0]?.sentAt;
  const lines = [
    line(base),
    line(`${base}/archive`, newest),
    ...mails.map(({ sendId, sentAt }) => line(`${base}/archive/${sendId}`, sentAt)),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lines.join('')}</urlset>
`;
}

const line = (url: string, at?: Date) =>
  `<url><loc>${xml(url)}</loc>${at ? `<lastmod>${at.toISOString()}</lastmod>` : ''}</url>\n`;
