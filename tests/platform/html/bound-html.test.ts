import { expect, test } from 'vitest';
import { boundHtml } from '../../../src/platform/html/bound-html.ts';

const depthOf = (html: string, name: string) => {
  let [depth, most] = [0, 0];
  for (const [, slash] of html.matchAll(new RegExp(`<(/?)${name}>`, 'g'))) {
    depth += slash === '/' ? -1 : 1;
    most = Math.max(most, depth);
  }
  return most;
};

test.each([
  '<p>One<p>Two<ul><li>a<li>b<ul><li>c</ul></ul><table><tr><td>x<td>y<tr><td>z</table>',
  `${'<p>open paragraph'.repeat(500)}${'<li>item'.repeat(500)}${'<br>'.repeat(500)}${'<img src="x">'.repeat(500)}`,
  `<script>${'if (a<b) "<div>";'.repeat(500)}</script><div>text</div>`,
  `<!-- ${'<div>'.repeat(500)} --><div>text</div><!-- open ${'<p>'.repeat(300)}`,
  `${'<div>'.repeat(100)}${'</div>'.repeat(100)}`.repeat(5),
  'a < b && c > d <3 <>',
])('HTML of an ordinary depth stays as it is: %.40s', (html) => {
  expect(boundHtml(html)).toBe(html);
});

test.each(['div', 'b', 'blockquote', 'ul', 'x-odd'])(
  'Elements %s in each other are kept to a depth; their words stay, and what comes after them, too',
  (name) => {
    const html = `<h2>Before</h2>${`<${name}>w`.repeat(5_000)}${`</${name}>`.repeat(5_000)}<p>after</p>`;
    const bound = boundHtml(html);
    expect(depthOf(bound, name)).toBe(200);
    expect(bound.replace(/<[^>]*>/g, '')).toBe(`Before${'w'.repeat(5_000)}after`);
    expect(depthOf(bound.slice(0, bound.indexOf('<p>')), name)).toBe(200);
    expect(bound.match(new RegExp(`</${name}>`, 'g'))).toHaveLength(200);
  },
);

test('Ends of what was never begun do not make room for more depth', () => {
  expect(depthOf(boundHtml('<div></b>'.repeat(1_000)), 'div')).toBe(200);
});

test('Tables within tables are kept to a few', () => {
  const html = `${'<table><tr><td>x'.repeat(50)}${'</td></tr></table>'.repeat(50)}`;
  expect(depthOf(boundHtml(html), 'table')).toBe(6);
});
