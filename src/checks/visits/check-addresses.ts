import type { App } from '../../platform/app.ts';
import type { Aspect } from '../../words/index.ts';
import type { Finding } from '../finding.ts';
import type { MailReport } from '../mail/check-mail.ts';
import { isPrivateUrl } from '../mail/private-address.ts';
import { judgeEncryption, judgeLinks, judgePictures } from './judge-visits.ts';
import type { Visit } from './visit.ts';
import { visitAll, type Destination } from './visits.ts';

/** Nobody waits for more of them; a mail of 102 kB has room for about a thousand. */
const MAX_VISITS = 300;

/** Looks at where the links of a mail lead, and at its pictures. */
export async function checkAddresses(
  app: App,
  { links, pictures, placeOf }: MailReport,
  { patienceMs, knowsTheWorld }: { patienceMs: number; knowsTheWorld: () => Promise<boolean> },
): Promise<{ findings: Finding[]; unfinished: Aspect[]; unchecked: Aspect[] }> {
  // What is ours is here, whatever address readers know it by.
  const isOurs = ({ url }: { url: string }) => url.startsWith(`${app.config.publicUrl}/`);
  const foreign = {
    links: links.filter((link) => !isOurs(link)),
    pictures: pictures.filter((one) => !isOurs(one)),
  };
  const pages = destinations(foreign.links, 'page');
  const files = destinations(foreign.pictures, 'picture');
  const [seenPages, seenFiles] = await Promise.all([
    visitAll(app, pages, patienceMs),
    visitAll(app, files, patienceMs),
  ]);
  const isOffline = await reachesNobody([...seenPages, ...seenFiles], knowsTheWorld);
  return {
    findings: [
      ...judgeLinks(foreign.links, seenPages, placeOf, isOffline),
      ...judgeEncryption(foreign.links, seenPages, placeOf),
      ...judgePictures(foreign.pictures, seenFiles, placeOf, isOffline),
    ],
    unfinished: [
      ...(seenPages.size < pages.length ? (['links'] as const) : []),
      ...(seenFiles.size < files.length ? (['pictures'] as const) : []),
    ],
    unchecked: [
      ...(isOffline || foreign.links.length > MAX_VISITS ? (['links'] as const) : []),
      ...(isOffline || foreign.pictures.length > MAX_VISITS ? (['pictures'] as const) : []),
    ],
  };
}

const destinations = (addresses: { url: string }[], kind: Destination['kind']): Destination[] =>
  addresses.slice(0, MAX_VISITS).map(({ url }) => ({ url, kind }));

/**
 * Whether the fault is here rather than there: this machine's DNS does not know the world, or nobody out there answers it.
 */
async function reachesNobody(
  seen: [string, Visit][],
  knowsTheWorld: () => Promise<boolean>,
): Promise<boolean> {
  const abroad = seen.filter(([url]) => !isPrivateUrl(url));
  const failures = abroad.map(([, visit]) => (visit.is === 'failed' ? visit.failure : undefined));
  if (failures.includes('dns') && !(await knowsTheWorld())) return true;
  const hosts = new Set(abroad.map(([url]) => URL.parse(url)?.host));
  return hosts.size > 1 && failures.every((failure) => failure === 'timeout' || failure === 'connection');
}
