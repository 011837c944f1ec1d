import { expect, test } from 'vitest';
import { emailBlocks } from '../../src/emails/html/email-html.ts';
import { slot } from '../../src/emails/compile/slots.ts';
import { english } from '../../src/words/mails/en.ts';
import { processorMsOf } from '../support/app/processor-time.ts';

const context = {
  base: 'https://gazette.example/2026/11/mill',
  color: '#0b6e4f',
  start: 'left',
  embeds: english.embeds,
} as const;
const blocks = (html: string) => emailBlocks(html, context);
/** Without styles and classes, to see the structure. */
const bare = (html: string) => blocks(html).map((block) => block.replace(/ (style|class)="[^"]*"/g, ''));

test('An article falls into its outermost blocks, and boxes around them vanish', () => {
  expect(
    bare(
      '<div><section><p>One</p><div>Two <b>bold</b></div></section><ul><li>a<ul><li>b</li></ul></li></ul></div>three<hr>four',
    ),
  ).toEqual([
    '<p>One</p>',
    '<p>Two <b>bold</b></p>',
    '<ul><li>a<ul><li>b</li></ul></li></ul>',
    '<p>three</p>',
    '<hr />',
    '<p>four</p>',
  ]);
});

test('Empty paragraphs vanish', () => {
  expect(bare('<p></p><p>&nbsp;</p><p><br></p><p>x</p><div> </div>')).toEqual(['<p>x</p>']);
});

test('Headings go on from the title without a jump (HTM-03)', () => {
  expect(bare('<h1>a</h1><h4>b</h4><h2>c</h2><h6>d</h6>')).toEqual([
    '<h2>a</h2>',
    '<h3>b</h3>',
    '<h2>c</h2>',
    '<h3>d</h3>',
  ]);
});

test('A figure becomes a picture with a caption under it', () => {
  expect(bare('<figure><img src="/a.jpg" alt="A"><figcaption>Words</figcaption></figure>')).toEqual([
    '<p><img src="https://gazette.example/a.jpg" alt="A" width="536" /></p>',
    '<p>Words</p>',
  ]);
});

test.each([
  [
    'larger than the column',
    '<img src="/a.jpg" width="2000" height="10">',
    '536',
    'width:100%;max-width:536px',
  ],
  ['smaller than the column', '<img src="/a.jpg" width="120">', '120', 'width:100%;max-width:120px'],
  ['of unknown width', '<img src="/a.jpg">', '536', 'width:auto;max-width:100%'],
])('A picture %s fits in and has an alt (HTM-04)', (_what, html, width, style) => {
  const [block = ''] = blocks(html);
  expect(block).toContain(`width="${width}"`);
  expect(block).toContain(`height:auto;border:0;${style}`);
  expect(block).toMatch(/ alt(=""|[ >])/);
});

test('Pictures that cannot be shown, and counting pixels, are left out', () => {
  expect(
    blocks(
      '<img src="data:image/png;base64,AA"><img src="/p.gif" width="1" height="1"><img><img src="cid:x">',
    ),
  ).toEqual([]);
});

test('A link to the larger picture is a picture', () => {
  expect(bare('<a href="/big.JPG?x=1"><img src="/a.jpg" alt=""></a>')[0]).not.toContain('<a');
});

test('A link around a picture without words is named after its site, and an empty one vanishes (HTM-03)', () => {
  expect(bare('<a href="https://foundry.example/x"><img src="/a.jpg"></a><a href="/y"> </a>')).toEqual([
    '<p><a href="https://foundry.example/x"><img src="https://gazette.example/a.jpg" alt="foundry.example" width="536" /></a></p>',
  ]);
});

test('Links become absolute and are underlined; what leads nowhere is text', () => {
  expect(blocks('<p><a href="../x?a=1&amp;b=2">x</a> <a name="y">y</a> <a href="#z">z</a></p>')[0]).toContain(
    '<a href="https://gazette.example/2026/x?a=1&amp;b=2" class="link" style="color:#0b6e4f;text-decoration:underline">x</a>',
  );
  expect(blocks('<p><a name="y">y</a></p>')[0]).toContain(
    '<a style="color:inherit;text-decoration:none">y</a>',
  );
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" java\nscript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="//evil.example">x</a><img src="//evil.example/a.png">',
  '<iframe src="https://evil.example"></iframe><object data=x></object><form action=x><input></form>',
  '<style>@import url(https://evil.example)</style><p style="background:url(https://evil.example)">x</p>',
  '<p onclick="x()" class="card">x</p>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<mj-include path="/etc/passwd" /><mj-raw><script>1</script></mj-raw></mj-text>',
  '<!--[if mso]><script>alert(1)</script><![endif]-->',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
])('%s leaves nothing that runs, loads or changes the email (SEC-12, HTM-08)', (html) => {
  const out = blocks(`${html}<p>end</p>`).join('');
  expect(out).not.toMatch(/<(script|iframe|object|form|input|style|svg|math|mj-)|<!--|javascript:|data:/i);
  expect(out.replace(/"[^"]*"/g, '""')).not.toMatch(/\son\w+=/i);
  expect(out).not.toMatch(/url\(|class="card"|(src|href)="\/\//);
  expect(out).toContain('end</p>');
});

test('A slot in an article is no slot', () => {
  expect(bare(`<p>${slot('unsubscribeUrl')}</p>`)).toEqual(['<p>unsubscribeUrl</p>']);
});

test('Deep nesting and 50 kB of brackets are taken calmly (SEC-16)', async () => {
  const spent = await processorMsOf(() => {
    blocks('<div>'.repeat(10_000));
    blocks('<'.repeat(50_000));
    blocks('<a href="'.repeat(5_000));
    blocks(`<a href="x.png">${' '.repeat(50_000)}`);
  });
  expect(spent).toBeLessThan(2_000);
});
