import { finding, type Finding } from '../finding.ts';
import type { MailLink, MailPicture } from '../mail/links-and-pictures.ts';
import { isPrivateUrl } from '../mail/private-address.ts';
import type { Visit } from './visit.ts';

type Seen = Map<string, Visit>;
/** The place of an address in what somebody wrote. */
type PlaceOf = (url: string) => string;

/** What is wrong with links, as far as they were visited. @param isOffline this machine reaches nobody, so nothing is said. */
export function judgeLinks(links: MailLink[], seen: Seen, placeOf: PlaceOf, isOffline: boolean): Finding[] {
  return links.flatMap(({ url, isWritten, isOfFrame }) => {
    const where = isOfFrame && !isWritten ? 'settings' : placeOf(url);
    const one = seen.get(url);
    const isPrivate = isPrivateUrl(url) || (one?.is === 'failed' && one.failure === 'forbidden-address');
    const found = isPrivate ? [finding({ code: 'link-private', params: { url } }, where)] : [];
    const fault = one && faultOf(url, one, isOffline, where);
    return fault ? [...found, fault] : found;
  });
}

/** A server error of these kinds is gone in a moment, or is meant for robots. */
const MAY_BE_FINE = new Set([503, 520, 521, 522, 523, 524, 525, 526, 530]);

function faultOf(url: string, seen: Visit, isOffline: boolean, where: string): Finding | undefined {
  if (seen.is === 'failed') {
    switch (seen.failure) {
      case 'timeout':
        return finding({ code: 'link-slow', params: { url } }, where);
      case 'dns':
        if (isOffline || isPrivateUrl(url)) return undefined;
        return finding(
          { code: 'link-no-site', params: { url, host: URL.parse(url)?.hostname ?? url } },
          where,
        );
      case 'too-many-redirects':
        return finding({ code: 'link-loops', params: { url } }, where);
      case 'connection':
      case 'bad-response':
        return isOffline ? undefined : finding({ code: 'link-unreachable', params: { url } }, where);
      default:
        return undefined;
    }
  }
  const { status } = seen;
  if (status === 404 || status === 410)
    return finding({ code: 'link-broken', params: { url, status } }, where);
  // 401, 403, 405, 429 and their like are for robots or for people who are not signed in.
  if (status >= 500 && !MAY_BE_FINE.has(status))
    return finding({ code: 'link-faulty', params: { url, status } }, where);
  if (status < 400 && leadsToHome(url, seen.url))
    return finding({ code: 'link-to-home', params: { url, to: seen.url } }, where);
  return undefined;
}

/** A page that is gone is often redirected to the first page of its site. */
function leadsToHome(url: string, to: string): boolean {
  const [from, end] = [URL.parse(url), URL.parse(to)];
  if (!from || !end || siteOf(from) !== siteOf(end)) return false;
  return (
    from.pathname.replace(/\/$/, '') !== '' &&
    from.pathname !== '/index.html' &&
    end.pathname === '/' &&
    end.search === ''
  );
}

const siteOf = ({ hostname }: URL) => hostname.replace(/^www\./, '');

/** One finding for all links that stay without encryption: those that lead on to https are as good as mended. */
export function judgeEncryption(links: MailLink[], seen: Seen, placeOf: PlaceOf): Finding[] {
  const open = links.filter(({ url, isWritten }) => {
    if (!isWritten || !/^http:/i.test(url) || isPrivateUrl(url)) return false;
    const one = seen.get(url);
    return !(one?.is === 'answered' && one.url.startsWith('https:'));
  });
  const [first] = open;
  if (!first) return [];
  const params = { url: first.url, count: open.length };
  return [
    finding(
      { code: 'link-unencrypted', params },
      placeOf(first.url),
      open.map(({ url }) => url),
    ),
  ];
}

/** Twice the column of a mail is sharp everywhere; a screen of a phone is not much higher than it is wide. */
const MAX_WIDTH = 2_000;
const MAX_HEIGHT = 1_500;
const MAX_KILOBYTES = 1_000;

export function judgePictures(
  pictures: MailPicture[],
  seen: Seen,
  placeOf: PlaceOf,
  isOffline: boolean,
): Finding[] {
  return pictures.flatMap(({ url }) => {
    const one = seen.get(url);
    const where = placeOf(url);
    if (!one) return [];
    if (one.is === 'failed') {
      const isLost =
        one.failure === 'too-many-redirects' || (!isOffline && ['dns', 'connection'].includes(one.failure));
      return isLost ? [finding({ code: 'picture-broken', params: { url, status: null } }, where)] : [];
    }
    const { status, bytes, size } = one;
    if (status === 404 || status === 410)
      return [finding({ code: 'picture-broken', params: { url, status } }, where)];
    if (status >= 400) return [];
    const kilobytes = Math.round((bytes ?? 0) / 1000);
    if (kilobytes > MAX_KILOBYTES)
      return [finding({ code: 'picture-heavy', params: { url, kilobytes } }, where)];
    if (size && (size.width > MAX_WIDTH || size.height > MAX_HEIGHT))
      return [finding({ code: 'picture-large', params: { url, ...size } }, where)];
    return [];
  });
}
