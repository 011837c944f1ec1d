import { beforeAll, expect, test } from 'vitest';
import { templateFiles } from '../../src/emails/index.ts';
import { asActor } from '../../src/platform/app.ts';
import type { Publication } from '../../src/publications/index.ts';
import { getTemplate, saveTemplate } from '../../src/templates/index.ts';
import { createServer } from '../../src/web/server.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeArticle } from '../support/sends/sends.ts';
import { makeUser, signInByPage } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { pageAs } from '../support/web/page-as.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
const ours = templateFiles()['article'] ?? '';
const LONG = { timeout: 100_000 };
let gazette: Publication;
let cookie = '';
beforeAll(async () => {
  gazette = await makePublication(app, { slug: 'gazette', name: 'The Gazette' });
  await makeArticle(app, gazette, { title: 'The ferry stays' });
  cookie = await signInByPage(createServer(app), await makeUser(app, 'admin'));
});

test('A template is written with completion, corrected where it is wrong, compared and taken back', async () => {
  const page = await pageAs(browser, `${url}/admin/gazette/look`, cookie);
  const problems: string[] = [];
  page.on('console', (message) => /policy/i.test(message.text()) && problems.push(message.text()));
  const main = () => page.getByRole('main').innerText();
  const mail = () => page.frameLocator('iframe').locator('body');
  await page.getByRole('link', { name: 'Templates', exact: true }).click();
  await expectGoodPage(page);
  await page.getByRole('link', { name: 'Article', exact: true }).click();
  const editor = page.getByRole('textbox', { name: 'MJML and Liquid' });
  await expect.poll(() => mail().innerText(), LONG).toContain('The ferry stays');
  await expectGoodPage(page);

  await editor.press('ControlOrMeta+Home');
  await editor.press('ArrowDown');
  await editor.press('End');
  await editor.press('Enter');
  await page.keyboard.type('<mj-section><mj-column><mj-text>Read this: {{ mail.tit');
  await page.getByRole('option', { name: /^mail\.title/ }).click();
  await page.keyboard.type(' }}</mj-text></mj-column></mj-section>');
  await expect.poll(main, LONG).toContain('No fault found.');
  await expect.poll(() => mail().innerText(), LONG).toContain('Read this: The ferry stays');
  // Nothing is saved before somebody says so.
  expect((await getTemplate(app.db, gazette.id, 'article')).version).toBe(0);

  await page.keyboard.press('Enter');
  await page.keyboard.type('{{ mail.titel }}');
  await expect.poll(main, LONG).toContain('There is no variable mail.titel. Did you mean mail.title?');
  await expect.poll(() => page.locator('.is-fault').count()).toBe(1);
  await page.getByRole('button', { name: 'Save and use it' }).click();
  await expect.poll(main, LONG).toMatch(/This template makes no mail yet[^]*Line 4, column 4/);
  await expectGoodPage(page);
  await page.getByRole('link', { name: 'Go to line 4' }).click();
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Delete');
  await editor.press('ControlOrMeta+s');
  await expect.poll(main, LONG).toContain('The template is in use');
  expect((await getTemplate(app.db, gazette.id, 'article')).source).toContain('Read this: {{ mail.title }}');

  await page.getByRole('link', { name: 'Compare Default' }).click();
  await expect.poll(main, LONG).toContain('Read this:');
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Back to the default' }).click();
  await expect.poll(main, LONG).toContain('made from the default again');
  expect((await getTemplate(app.db, gazette.id, 'article')).source).toBe(ours);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('Without script, on a phone, the text is checked in the frame, and runs nothing there', async () => {
  const page = await pageAs(browser, `${url}/admin/gazette/templates/article`, cookie, {
    width: 390,
    javaScriptEnabled: false,
  });
  const hostile = `{% block content %}<mj-raw><script>top.location='https://evil.example'</script></mj-raw>`;
  await page.getByLabel('MJML and Liquid').fill(ours.replace('{% block content %}', hostile));
  await page.getByRole('button', { name: 'Check and preview' }).click();
  await expect
    .poll(() => page.frameLocator('iframe').locator('body').innerText(), LONG)
    .toContain('A mail cannot have scripts');
  await page.getByLabel('MJML and Liquid').fill(ours.replace('{{ mail.title }}', '{{ mail.nothing }}'));
  await page.getByRole('button', { name: 'Save and use it' }).click();
  await expect
    .poll(() => page.getByRole('main').innerText(), LONG)
    .toContain('There is no variable mail.nothing');
  expect(await page.getByLabel('MJML and Liquid').inputValue()).toContain('{{ mail.nothing }}');
  await page.context().close();
});

test('Somebody who saves over a newer version is told, and keeps their text', async () => {
  const page = await pageAs(browser, `${url}/admin/gazette/templates/letter`, cookie, {
    javaScriptEnabled: false,
  });
  const source = templateFiles()['letter'] ?? '';
  await saveTemplate(asActor(app, 'user:1'), gazette, 'letter', { source: `${source}<!-- theirs -->` });
  await page.getByLabel('MJML and Liquid').fill(`${source}<!-- mine -->`);
  await page.getByRole('button', { name: 'Save and use it' }).click();
  await expect
    .poll(() => page.getByRole('main').innerText(), LONG)
    .toContain('changed the templates meanwhile');
  expect(await page.getByLabel('MJML and Liquid').inputValue()).toContain('<!-- mine -->');
  await page.getByRole('button', { name: 'Save and use it' }).click();
  await expect.poll(() => page.getByRole('main').innerText(), LONG).toContain('The template is in use');
  expect((await getTemplate(app.db, gazette.id, 'letter')).source).toContain('<!-- mine -->');
  await page.context().close();
});
