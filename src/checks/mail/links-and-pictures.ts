import { around, classesOf, elementsOf, textOf, type MailElement } from './mail-tree.ts';
import { elementsIn } from './written-part.ts';

export interface MailLink {
  url: string;
  words: string;
  /** Somebody wrote it, rather than our template. */
  isWritten: boolean;
  /** It leads to what the settings of the publication name. */
  isOfFrame: boolean;
}

const isWeb = (url: string) => /^https?:\/\//i.test(url);

/** Where the masthead and the footer of a mail lead. */
export interface FrameLinks {
  siteUrl: string;
  imprintUrl: string | null;
  privacyUrl: string | null;
}

/** Links to pages, each address once. Personal ones are slots, and those to share an article are ours. */
export function linksOf(mail: MailElement, parts: MailElement[], brand: FrameLinks): MailLink[] {
  const ofFrame = new Set(
    [brand.siteUrl, brand.imprintUrl, brand.privacyUrl].map((url) => URL.parse(url ?? '')?.href),
  );
  const written = new Set(elementsIn(parts, 'a'));
  const links = new Map<string, MailLink>();
  for (const element of elementsOf(mail)) {
    const url = element.tag === 'a' ? (element.attributes['href'] ?? '') : '';
    if (!isWeb(url) || (isToShare(url) && !written.has(element))) continue;
    const isWritten = written.has(element);
    const known = links.get(url);
    if (known) known.isWritten ||= isWritten;
    else
      links.set(url, {
        url,
        words: textOf(element),
        isWritten,
        isOfFrame: ofFrame.has(URL.parse(url)?.href),
      });
  }
  return [...links.values()];
}

const isToShare = (url: string) =>
  /^https:\/\/(?:wa\.me\/\?|www\.facebook\.com\/sharer\/|bsky\.app\/intent\/|www\.linkedin\.com\/sharing\/|x\.com\/intent\/)/.test(
    url,
  );

/** Words that a link may not be made of alone: they say nothing of where it leads (HTM-03). */
const EMPTY_WORDS = new Set(
  [
    'here',
    'click here',
    'click',
    'this',
    'link',
    'this link',
    'this page',
    'tap here',
    'hier',
    'hier klicken',
    'klick hier',
    'klicken sie hier',
    'klicke hier',
    'dieser link',
    'ici',
    'cliquez ici',
    'cliquer ici',
    'ce lien',
    'aquí',
    'haz clic aquí',
    'haga clic aquí',
    'pulse aquí',
    'este enlace',
  ].map((words) => words.toLowerCase()),
);

/** Links whose words say nothing. */
export const wordlessLinks = (parts: MailElement[]): Pick<MailLink, 'url' | 'words'>[] =>
  elementsIn(parts, 'a')
    .map((element) => ({ url: element.attributes['href'] ?? '', words: textOf(element) }))
    .filter(({ url, words }) => isWeb(url) && EMPTY_WORDS.has(bare(words)));

const bare = (words: string) => words.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

export interface MailPicture {
  url: string;
  alt: string;
}

/** Pictures of a mail, each address once; its logo is the publication's. */
export function picturesOf(mail: MailElement): MailPicture[] {
  const pictures = new Map<string, MailPicture>();
  for (const element of elementsIn([mail], 'img')) {
    const { src: url = '', alt = '' } = element.attributes;
    if (isWeb(url) && !classesOf(element).includes('logo') && !pictures.has(url))
      pictures.set(url, { url, alt: alt.trim() });
  }
  return [...pictures.values()];
}

/** Those without a word of what they show. A picture that is a link gets the name of the site for want of a better. */
export function picturesWithoutAlt(parts: MailElement[]): MailPicture[] {
  return elementsIn(parts, 'img')
    .filter((element) => {
      const alt = (element.attributes['alt'] ?? '').trim();
      const link = [...around(element)].find(({ tag }) => tag === 'a');
      return alt === '' || (link && alt === hostOf(link.attributes['href'] ?? ''));
    })
    .map(({ attributes }) => ({ url: attributes['src'] ?? '', alt: '' }));
}

const hostOf = (url: string) => URL.parse(url)?.host ?? '';
