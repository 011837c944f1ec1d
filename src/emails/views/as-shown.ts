import { darkened, DARK_GROUNDS, type Darkener } from './dark-colors.ts';

/**
 * How mail programs show an email: light; dark by the email's own styles (Apple Mail, Thunderbird); turned over as a whole
 * (Gmail for iOS); only what is light made dark (Outlook, Gmail for Android).
 */
export const MAIL_LOOKS = ['light', 'dark', 'gmail', 'outlook'] as const;
export type MailLook = (typeof MAIL_LOOKS)[number];

/** The same email as a program with this look shows it, in any browser: what a program does to the colours is done to the source. */
export function asShown(html: string, look: MailLook): string {
  if (look === 'light' || look === 'dark') return inScheme(html, look);
  const light = inScheme(html, 'light');
  const recolored = recolor(light, look);
  // Outlook marks what it changed, and emails have rules for that.
  const marked = look === 'outlook' ? recolored.replace(/<body\b/i, '<body data-ogsc') : recolored;
  const ground = `<style>html,body{background:${DARK_GROUNDS[look]};color:#ffffff}</style>`;
  return marked.replace(/<head[^>]*>/i, (head) => head + ground);
}

/** Answers the email's questions about the reader's scheme: those of the browser that shows it here must not count. */
function inScheme(html: string, scheme: 'light' | 'dark'): string {
  return html
    .replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_all, asked: string) =>
      asked.toLowerCase() === scheme ? '(min-width: 0px)' : '(max-width: 0px)',
    )
    .replace(/((?<![\w-])color-scheme\s*:\s*)[a-z ]+/gi, `$1${scheme}`)
    .replace(/(<meta name="color-scheme" content=")[^"]*/gi, `$1${scheme}`);
}

function recolor(html: string, darkener: Darkener): string {
  return html
    .replace(/(<style[^>]*>)([^]*?)(<\/style>)/gi, (_all, open: string, css: string, close: string) => {
      const rules = css.replace(/([^{}]*)\{([^{}]*)\}/g, (rule, selector: string, block: string) =>
        /data-ogs[cb]/.test(selector) ? rule : `${selector}{${darkened(block, darkener)}}`,
      );
      return open + rules + close;
    })
    .replace(/(\sstyle=")([^"]*)(")/gi, (_all, open: string, block: string, close: string) =>
      [open, darkened(block, darkener), close].join(''),
    )
    .replace(/(\sbgcolor=")([^"]*)(")/gi, (_all, open: string, color: string, close: string) =>
      [open, darkened(`background:${color}`, darkener).slice('background:'.length), close].join(''),
    );
}
