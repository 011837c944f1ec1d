import { expect, test } from 'vitest';
import { findSubscriberByEmail, linksOf } from '../../src/subscribers/index.ts';
import { listFollowed } from '../../src/rhythms/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeConsenting } from '../support/readers/readers.ts';
import { makeArticle } from '../support/sends/sends.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app } = await startSite();
const browser = await openBrowser();
const gazette = await makePublication(app, { slug: 'gazette', languages: ['de', 'ar'] });
await makeArticle(app, gazette, { authors: ['Ada Berg'] });

test('A reader follows an author from a mail by keyboard, sees it among their choices and ends it there', async () => {
  const email = 'mira@example.org';
  const { id } = await makeConsenting(app, gazette, email);
  const { rhythmUrl = '' } = (await linksOf(app, id)) ?? {};
  const followed = async () => (await listFollowed(app.db, id)).map(({ strand }) => strand);

  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${rhythmUrl}/follow?of=author%3Aada-berg`);
  expect(await page.locator('h1').innerText()).toBe('Follow Ada Berg?');
  await expectGoodPage(page);
  expect(await followed()).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'You follow: Everything by Ada Berg' }).waitFor();
  expect(await followed()).toEqual(['author:ada-berg']);
  await expectGoodPage(page);

  await page.getByRole('link', { name: 'See all choices' }).click();
  const choices = page.getByRole('region', { name: 'What you follow' });
  expect(await choices.innerText()).toMatch(/Everything by Ada Berg\s+Without news it ends on /);
  await expectGoodPage(page);
  await choices.getByRole('button', { name: 'Stop following' }).click();
  await page.getByText('Your choices are saved.').waitFor();
  expect(await followed()).toEqual([]);
  await page.context().close();
});

test.each(['de', 'ar'] as const)(
  'The pages about following can be used by everybody on a phone in the dark: %s (WCAG AA)',
  async (language) => {
    const email = `${language}@example.org`;
    const { id } = await makeConsenting(app, gazette, email);
    await app.db('subscribers').where({ id }).update({ language });
    const { rhythmUrl = '', preferencesUrl = '' } = (await linksOf(app, id)) ?? {};
    const context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      colorScheme: 'dark',
    });
    const page = await context.newPage();
    await page.goto(`${rhythmUrl}/follow?of=author%3Anobody`);
    await expectGoodPage(page);
    await page.goto(`${rhythmUrl}/follow?of=author%3Aada-berg`);
    await expectGoodPage(page);
    await page.locator('button.large').click();
    await page.goto(preferencesUrl);
    await expectGoodPage(page);
    await page.locator('.followed button').click();
    await page.goto(`${rhythmUrl}/follow?of=author%3Aada-berg&stopped`);
    await expectGoodPage(page);
    expect((await findSubscriberByEmail(app.db, gazette.id, email))?.language).toBe(language);
    expect(await listFollowed(app.db, id)).toEqual([]);
    await context.close();
  },
);
