import { h } from './dom.ts';

/** What a link says where the server cannot be asked for words, in the languages of readers. */
const TITLES: Record<string, string> = {
  en: 'Subscribe by email',
  de: 'Per E-Mail abonnieren',
  fr: 'S’abonner par e-mail',
  es: 'Suscribirse por correo',
  pt: 'Assinar por e-mail',
  ja: 'メールで購読する',
  ar: 'اشترك بالبريد الإلكتروني',
};
const MAX_HEIGHT = 2000;

/** In the page's own words, else in its language. @param given by the page */
export const titleOf = (given: string | undefined): string =>
  given || TITLES[document.documentElement.lang.slice(0, 2).toLowerCase()] || 'Subscribe by email';

/** The box as a frame, which tells its height so that it never shows a scroll bar. */
export function frameOf(home: string, title: string | undefined): HTMLIFrameElement {
  const source = encodeURIComponent(location.origin + location.pathname);
  const src = `${home}/embed?source=${source}&scheme=${schemeOfPage()}`;
  const frame = h('iframe', { src, title: titleOf(title) });
  addEventListener(
    'message',
    ({ data, source, origin }: MessageEvent<{ paperroundHeight?: number } | null>) => {
      const height = Number(data?.paperroundHeight);
      if (source === frame.contentWindow && home.startsWith(`${origin}/`) && height > 0)
        frame.style.height = `${Math.min(height, MAX_HEIGHT)}px`;
    },
  );
  return frame;
}

/** A frame cannot see it: a page that says nothing is light, and one that is both is as the reader's system is. */
function schemeOfPage(): 'light' | 'dark' | 'auto' {
  const { colorScheme } = getComputedStyle(document.documentElement);
  const isDark = colorScheme.includes('dark');
  return isDark && colorScheme.includes('light') ? 'auto' : isDark ? 'dark' : 'light';
}

/** Acts when the page's own policy forbids what we do, not when it only reports it. Returns whether it has. */
export function onForbidden(
  origin: string,
  what: 'connect-src' | 'frame-src',
  act: () => void,
): () => boolean {
  let isForbidden = false;
  document.addEventListener('securitypolicyviolation', ({ disposition, effectiveDirective, blockedURI }) => {
    if (disposition === 'report' || effectiveDirective !== what || !blockedURI.startsWith(origin)) return;
    isForbidden = true;
    act();
  });
  return () => isForbidden;
}
