import { expect, test } from 'vitest';
import { cleanInChild } from '../../src/articles/parsing/clean-in-child.ts';
import { InvalidInput } from '../../src/platform/errors.ts';

const url = 'https://gazette.example/2026/mill';

test('Pushed HTML is cleaned off the loop, however deep it is nested', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const html = `<img src="/mill.jpg" width="900">${'<div><b>'.repeat(40_000)}deep`;
  const cleaned = await cleanInChild({ summary: '', html, url });
  clearInterval(timer);
  expect(cleaned.image).toBe('https://gazette.example/mill.jpg');
  expect(cleaned.html).toContain('deep');
  expect(turns).toBeGreaterThan(3);
});

test('Pushed HTML that takes too long is refused with words', async () => {
  const refusal = await cleanInChild({ summary: '', html: '<p>x</p>', url }, { deadlineMs: 0 }).catch(
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(InvalidInput);
  expect((refusal as InvalidInput).errors).toEqual([
    { field: 'html', message: expect.stringContaining('too much time or memory') },
  ]);
});

test('Pushed HTML is cleaned as that of feeds: emoji, hidden text, alts that repeat the title, notes', async () => {
  const cleaned = await cleanInChild({
    summary: '',
    html: '<p><img class="emoji" alt="🎉" src="/e.png"> Text <span hidden>x</span><img src="/a.jpg" alt="A walk"><a href="#n">n</a></p>',
    url: 'https://site.example/walk/',
    title: 'A walk',
  });
  expect(cleaned.html).toBe(
    '<p>🎉 Text <img alt="" src="https://site.example/a.jpg" /><a href="https://site.example/walk/#n">n</a></p>',
  );
});
