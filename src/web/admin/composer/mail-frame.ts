import { previewDraft } from '../../../letters/index.ts';
import { letterFaultSays } from '../../../words/index.ts';
import { asShown } from '../../../emails/index.ts';
import type { Send } from '../../../sends/index.ts';
import { escapeHtml } from '../../../platform/html/escape-html.ts';
import type { Foreign } from '../view.ts';
import type { Writing } from './composer-view.tsx';
import type { DraftShown } from './draft-form.ts';
import { FRAME_SANDBOX } from './PreviewPane.tsx';

/** What a mail may do in the frame, however hostile: show styles and pictures, open links in new tabs. */
const FRAME_POLICY = [
  `sandbox ${FRAME_SANDBOX}`,
  "default-src 'none'",
  'img-src http: https: data:',
  "style-src 'unsafe-inline'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

const PLAIN = 'body{margin:2rem;font:1rem/1.5 system-ui,sans-serif;color-scheme:light dark}';

/** The mail of a text as the person who writes it would get it, or words why there is none. */
export async function mailFrame(
  { app, publication, user, desk }: Writing,
  texts: Pick<DraftShown, 'subject' | 'preheader' | 'markdown'> & { kind?: Send['kind'] },
  look: 'light' | 'dark' = 'light',
): Promise<Foreign> {
  const preview = await previewDraft(app, publication.id, texts, user.name);
  if ('html' in preview)
    return {
      type: 'html',
      policy: FRAME_POLICY,
      body: asShown(preview.html, look).replace(/<head\b[^>]*>/i, '$&<base target="_blank">'),
    };
  const { composer } = desk.words;
  const page = (title: string, paragraphs: string[], attribute = '') =>
    `<!doctype html><html lang="${desk.language}"${attribute}><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${PLAIN}</style>${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('')}`;
  // Who has not begun has made no fault.
  if (texts.markdown.trim() === '') {
    const body = page(composer.frameTitle, [composer.nothingYet]);
    return { type: 'html', policy: FRAME_POLICY, body };
  }
  const says =
    preview.faults === 'too-hard'
      ? [composer.takesTooLong]
      : preview.faults.map((fault) => letterFaultSays(fault, desk.language));
  const body = page(
    composer.cannotShow,
    [composer.cannotShow, ...says],
    ` data-faults="${escapeHtml(says.join(' '))}"`,
  );
  return { type: 'html', policy: FRAME_POLICY, body };
}
