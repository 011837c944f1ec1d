import { expect, test } from 'vitest';
import { confirm, linksOf, NOBODY, personalLinks } from '../../src/subscribers/index.ts';
import { READER_LANGUAGES } from '../../src/words/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { evidence, makePending, yourDataOf } from '../support/readers/readers.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage, expectNoSidewaysScroll } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
const paper = await makePublication(app, {
  slug: 'paper',
  languages: [...READER_LANGUAGES],
  topics: [{ slug: 'sport', name: 'Sport' }],
});

test.each(READER_LANGUAGES)(
  'Pages in %s can be used on a narrow phone and on a desktop',
  async (language) => {
    const pending = await makePending(app, paper, `pending-${language}@example.org`, { language });
    const reader = await makePending(app, paper, `reader-${language}@example.org`, { language });
    await confirm(app, reader.token, evidence);
    const links = (await linksOf(app, reader.id)) ?? personalLinks(app, NOBODY);
    const context = await browser.newContext({ locale: language });
    const page = await context.newPage();
    for (const address of [
      `${url}/paper`,
      `${url}/paper/check-inbox?typed=gmial.com`,
      `${url}/confirm/${pending.token}`,
      links.unsubscribeUrl,
      links.preferencesUrl,
      `${url}${await yourDataOf(app, reader.id)}/erase`,
    ]) {
      await page.setViewportSize({ width: 320, height: 800 });
      await page.goto(address);
      expect(await page.getAttribute('html', 'lang')).toBe(language);
      await expectGoodPage(page);
      await page.setViewportSize({ width: 1280, height: 800 });
      await expectNoSidewaysScroll(page);
    }
    await context.close();
  },
);
