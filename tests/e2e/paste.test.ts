import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { browserBuild } from '../../src/web/browser-build.js';
import { openBrowser } from '../support/web/browser.ts';

const browser = await openBrowser();
let page: Page;
const requests: string[] = [];
beforeAll(async () => {
  const { outputFiles } = await build({
    ...browserBuild(process.cwd(), ['src/web/browser/paste/to-markdown.ts']),
    format: 'iife',
    globalName: 'paste',
    write: false,
  });
  page = await browser.newPage();
  page.on('request', (request) => requests.push(request.url()));
  await page.setContent('<p>Here</p>');
  await page.addScriptTag({ content: outputFiles?.[0]?.text ?? '' });
});

const markdownOf = (html: string) => page.evaluate<string>(`paste.toMarkdown(${JSON.stringify(html)})`);

describe('What is copied from Word', () => {
  const word = (
    body: string,
  ) => `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri"} --></style></head>
<body lang=DE style='tab-interval:35.4pt'><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

  test('loses its styles and keeps what they mean', async () => {
    const html = word(`<h2><span lang=EN-US>Town hall<o:p></o:p></span></h2>
<p class=MsoNormal><span lang=EN-US style='font-size:12.0pt;font-family:"Arial",sans-serif'>The <b>mayor</b> said <i style='mso-bidi-font-style:normal'>“never again”</i>, see
<a href="https://gazette.example/mayor"><span style='color:#0563C1'>the report</span></a>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>It costs 5&nbsp;*&nbsp;3 euros.</p>`);
    expect(await markdownOf(html)).toBe(
      '## Town hall\n\nThe **mayor** said *“never again”*, see [the report](https://gazette.example/mayor).\n\nIt costs 5 \\* 3 euros.',
    );
  });

  test('has its lists, which are paragraphs there', async () => {
    const item = (level: number, mark: string, text: string) =>
      `<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;
    const html = word(
      [
        '<p class=MsoNormal>We need:</p>',
        item(1, '·', 'bread'),
        item(2, 'o', 'rye'),
        item(2, 'o', 'wheat'),
        item(1, '·', 'milk'),
        '<p class=MsoNormal>Then:</p>',
        item(1, '1.', 'bake'),
        item(1, '2.', 'eat'),
      ].join('\n'),
    );
    expect(await markdownOf(html)).toBe(
      'We need:\n\n- bread\n  - rye\n  - wheat\n- milk\n\nThen:\n\n1. bake\n2. eat',
    );
  });

  test('has its tables, and no picture of its own folder', async () => {
    const html =
      word(`<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal><b>Day</b></p></td><td><p class=MsoNormal>High | low</p></td></tr>
<tr><td><p class=MsoNormal>Mon</p></td><td><p class=MsoNormal>06:12</p></td></tr></table>
<p class=MsoNormal><img width=300 height=200 src="file:///C:/Users/ann/AppData/Local/Temp/msohtmlclip1/01/clip_image001.png"></p>`);
    expect(await markdownOf(html)).toBe('| **Day** | High \\| low |\n| --- | --- |\n| Mon | 06:12 |');
  });
});

describe('What is copied from Google Docs', () => {
  const docs = (body: string) =>
    `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-8a1e">${body}</b><br class="Apple-interchange-newline">`;
  const span = (text: string, style = '') =>
    `<span style="font-size:11pt;font-family:Arial,sans-serif;color:#000000;font-weight:400;font-style:normal;text-decoration:none;${style}">${text}</span>`;

  test('is bold where it says so, and not as a whole', async () => {
    const html = docs(
      `<h1 dir="ltr">${span('A letter', 'font-weight:400')}</h1><p dir="ltr">${span('Dear ')}${span('all', 'font-weight:700')}${span(', we ')}${span('moved', 'font-style:italic')}${span(' and ')}${span('closed', 'text-decoration:line-through')}${span('.')}</p>`,
    );
    expect(await markdownOf(html)).toBe('# A letter\n\nDear **all**, we *moved* and ~~closed~~.');
  });

  test('has lists in lists, and links without the detour', async () => {
    const link = `<a href="https://www.google.com/url?q=https://gazette.example/a?b%3D1&amp;sa=D&amp;source=editors" style="text-decoration:none;">${span('here', 'text-decoration:underline;color:#1155cc')}</a>`;
    const html = docs(
      `<ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation">${span('one')}</p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr">${span('inner')}</p></li></ul><li dir="ltr"><p dir="ltr">${span('two ')}${link}</p></li></ul>`,
    );
    expect(await markdownOf(html)).toBe('- one\n  - inner\n- two [here](https://gazette.example/a?b=1)');
  });
});

describe('What is copied from a page', () => {
  test('keeps quotes, code and pictures, and nothing that runs or is hidden', async () => {
    const html = `<div onclick="alert(1)"><blockquote><p>To be</p></blockquote><pre><code>a &lt; b</code></pre>
<p><img src="https://gazette.example/a.png" alt="A tram"><img src="https://t.example/p.gif" width="1" height="1"></p>
<p style="display:none">secret</p><script>alert(1)</script><p><a href="javascript:alert(1)">press</a> <a href="#top">up</a></p></div>`;
    expect(await markdownOf(html)).toBe(
      '> To be\n\n```\na < b\n```\n\n![A tram](https://gazette.example/a.png)\n\npress up',
    );
  });

  test('loads nothing', async () => {
    await markdownOf(
      '<img src="https://leak.example/a.png" onerror="document.title=1"><link rel=stylesheet href="https://leak.example/a.css">',
    );
    expect(requests.filter((url) => url.includes('leak'))).toEqual([]);
    expect(await page.title()).toBe('');
  });

  test('that is only text is told apart', async () => {
    const hasForm = (html: string) => page.evaluate(`paste.hasForm(${JSON.stringify(html)})`);
    expect(await hasForm('<meta charset="utf-8"><span style="color:red">plain</span>')).toBe(false);
    expect(await hasForm('<p>with <b>weight</b></p>')).toBe(true);
    expect(await hasForm('<span style="font-weight:700">x</span>')).toBe(true);
  });
});
