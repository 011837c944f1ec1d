/** Width of the text column: 600 px less the padding. */
export const COLUMN = 536;

const BLOCK_MARGIN = 'margin:0 0 18px';
const HEAD_FONT = "Georgia,'Times New Roman',serif";
const HEADING = `font-family:${HEAD_FONT};font-weight:bold;line-height:1.3;margin:30px 0 12px`;
const MONO = 'font-family:ui-monospace,Consolas,Menlo,monospace;font-size:14px';
const CELL =
  'border:1px solid #8f8b84;padding:7px 10px;text-align:start;vertical-align:top;font-size:15px;word-break:normal;overflow-wrap:break-word';

/** Inline, so that the email keeps its shape where `<style>` is taken away (HTM-07). Colours are inherited: dark mode stays readable. */
const STYLE: Record<string, string> = {
  p: BLOCK_MARGIN,
  h2: `${HEADING};font-size:23px`,
  h3: `${HEADING};font-size:20px`,
  h4: `${HEADING};font-size:18px`,
  h5: `${HEADING};font-size:17px`,
  h6: `${HEADING};font-size:17px`,
  ul: `${BLOCK_MARGIN};padding:0 26px`,
  ol: `${BLOCK_MARGIN};padding:0 26px`,
  li: 'margin:0 0 8px',
  dl: BLOCK_MARGIN,
  dt: 'font-weight:bold',
  dd: 'margin:0 0 8px 26px',
  blockquote: `${BLOCK_MARGIN};padding:2px 20px;border-start:4px solid #8f8b84;font-style:italic`,
  pre: `${BLOCK_MARGIN};${MONO};line-height:1.5;padding:14px;border:1px solid #8f8b84;border-radius:4px;white-space:pre-wrap;overflow-wrap:anywhere`,
  code: MONO,
  kbd: MONO,
  samp: MONO,
  table: 'border-collapse:collapse;margin:0 0 18px;width:100%',
  caption: 'text-align:start;font-size:15px;padding:0 0 6px',
  th: `${CELL};font-weight:bold`,
  td: CELL,
  hr: 'border:0;border-top:1px solid #8f8b84;margin:28px 0',
  figcaption: 'margin:-8px 0 18px;font-size:14px;line-height:1.4',
  img: 'display:block;height:auto;border:0',
};

/** Around what leads to a player. */
export const BOX = `${BLOCK_MARGIN};padding:12px 16px;border:1px solid #8f8b84;border-radius:6px`;

/** The inline style of an element; logical sides become left or right, which is all that older mail programs know. */
export function styleOf(tag: string, start: 'left' | 'right', headFont = HEAD_FONT): string {
  return (STYLE[tag] ?? '')
    .replace(HEAD_FONT, headFont)
    .replaceAll('text-align:start', `text-align:${start}`)
    .replaceAll('border-start', `border-${start}`);
}
