import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { addPicture } from '../../src/media/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { startFeedServer } from '../support/feeds/feed-server.ts';
import { asFile, photo } from '../support/media/pictures.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { makeUser, PASSWORD } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
let publication: Publication;
beforeAll(async () => {
  publication = await makePublication(app, { slug: 'courier', name: 'The Courier' });
  for (const role of ['admin', 'editor'] as const) await makeUser(app, role);
});

async function open(path: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${url}/admin/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByLabel('Email').fill('editor@gazette.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(url + path);
  return page;
}
/** Asks the document in the frame of this look. */
async function ask<Answer>(page: Page, look: string, question: string): Promise<Answer> {
  const find = () => page.frames().find((one) => one.url().includes(`look=${look}`));
  await expect.poll(find).toBeDefined();
  await find()?.waitForLoadState();
  return (await find()?.evaluate<Answer>(question)) as Answer;
}

describe('The preview', () => {
  let path = '';
  beforeAll(async () => {
    const picture = await addPicture(app, publication.id, asFile(await photo(1400, 700).jpeg().toBuffer()));
    const markdown = `Dear {{ name }},\n\n![The harbour](${picture.url})\n\n<script>parent.hacked = 1</script><img src=x onerror="parent.hacked = 1">\n\n[Read on](https://gazette.example/)`;
    path = `/admin/courier/sends/${await makeLetter(app, publication, { subject: 'Tides', markdown })}/preview`;
  });

  test('shows the mail light and dark, without pictures, and as plain text', async () => {
    const page = await open(path, 1280);
    await expectGoodPage(page);
    const colour = (look: string) =>
      ask<string>(page, look, "getComputedStyle(document.querySelector('.card')).backgroundColor");
    const pixels = () =>
      ask<number>(page, 'light', 'document.querySelector(\'img[alt="The harbour"]\').naturalWidth');
    expect(await colour('light')).toBe('rgb(255, 255, 255)');
    expect(await colour('dark')).toBe('rgb(27, 28, 31)');
    await expect.poll(pixels).toBe(1200);
    expect(await page.evaluate('window.hacked')).toBeUndefined();

    await page.getByRole('link', { name: 'Dark as Gmail' }).click();
    await page.waitForURL(/dark=gmail/);
    expect(await colour('gmail')).toBe('rgb(18, 18, 18)');
    await page.getByRole('link', { name: 'No pictures' }).click();
    await page.waitForURL(/show=no-pictures/);
    expect(await pixels()).toBe(0);
    await page.getByRole('link', { name: 'Plain text' }).click();
    await page.waitForURL(/show=text/);
    expect(await page.locator('pre').textContent()).toContain('Dear [no name],');
    await expectGoodPage(page);
  });

  test('sends a test by keyboard alone, on a phone, and says what the server said', async () => {
    const page = await open(path, 320);
    await expectGoodPage(page);
    await page.getByLabel('To', { exact: true }).focus();
    await page.keyboard.press('End');
    await page.keyboard.type(', nobody@');
    await page.keyboard.press('Enter');
    const field = page.getByLabel('To', { exact: true });
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.inputValue()).toBe('editor@gazette.example, nobody@');
    await page.locator('#to:focus').waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('editor@gazette.example');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/test=/);
    await page.getByRole('status').filter({ hasText: 'The mail server accepted it.' }).waitFor();
    await expectGoodPage(page);
  });
});

describe('A picture in a letter', () => {
  const openComposer = async () => {
    const path = `/admin/courier/sends/${await makeLetter(app, publication, { markdown: 'Dear all,' })}/edit`;
    const page = await open(path, 1280);
    // Script has taken the place of the plain field.
    await page.locator('.cm-content').click();
    await page.keyboard.press('ControlOrMeta+End');
    return { page };
  };
  const letterText = async (page: Page) =>
    (await page.locator('.cm-content .cm-line').allTextContents()).join('\n').trim();
  const file = async (name: string) => ({
    name,
    mimeType: 'image/jpeg',
    buffer: await photo(1600, 800, name.length).jpeg().toBuffer(),
  });
  /** As the browser does when somebody pastes. */
  const paste = (page: Page, what: { html?: string; text?: string; png?: string }) =>
    page.evaluate(`{
      const { html, text, png } = ${JSON.stringify(what)};
      const data = new DataTransfer();
      if (html) data.setData('text/html', html);
      if (text) data.setData('text/plain', text);
      if (png) data.items.add(new File([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))], 'image.png', { type: 'image/png' }));
      document.querySelector('.writing-host').shadowRoot.querySelector('.cm-content').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }`);

  test('comes in by the button, with the words that were asked for, by keyboard', async () => {
    const { page } = await openComposer();
    const dialog = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Picture', exact: true }).press('Enter');
    await (await dialog).setFiles([await file('tram.jpg'), await file('harbour.jpg')]);
    await page.locator('#picture-alt:focus').waitFor();
    await expectGoodPage(page);
    await page.keyboard.type('A tram [old]');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => letterText(page))
      .toMatch(/^Dear all,\n\n!\[A tram \\\[old\\\]\]\(http\S+\/media\/[\w-]{22}\.jpg\)/);
    // The second one is asked for next.
    await expect.poll(() => page.getByLabel('What does it show?').inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await page.locator('.writing-host:focus').waitFor();
    expect((await letterText(page)).match(/media/g)).toHaveLength(1);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => letterText(page)).toBe('Dear all,');
  });

  test('that is none is refused in words, and another one goes', async () => {
    const { page } = await openComposer();
    const dialog = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Picture', exact: true }).click();
    await (
      await dialog
    ).setFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<!doctype html>') }]);
    await expect
      .poll(() => page.getByRole('alert').filter({ hasText: 'not a picture' }).isVisible())
      .toBe(true);
    expect(await page.evaluate('document.querySelector("[data-picture=bar]").value')).toBe(0);
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Leave it out' }).click();
    await expect.poll(() => letterText(page)).toBe('Dear all,');
  });

  test('comes in from the clipboard', async () => {
    const { page } = await openComposer();
    const png = (await photo(300, 200).png().toBuffer()).toString('base64');
    await paste(page, { html: '<img src="https://elsewhere.example/a.png">', png });
    await page.getByLabel('What does it show?').fill('A map');
    await page.keyboard.press('Enter');
    await expect.poll(() => letterText(page)).toMatch(/!\[A map\]\(http\S+\.jpg\)$/);
  });

  test('comes in where it is dropped, also beside the text, and not while nobody is signed in', async () => {
    const { page } = await openComposer();
    await page.context().clearCookies();
    const jpeg = (await photo(260, 180).jpeg().toBuffer()).toString('base64');
    await page.evaluate(`{
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob('${jpeg}'), (c) => c.charCodeAt(0))], 'map.jpg', { type: 'image/jpeg' }));
      const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector('h1').dispatchEvent(drop);
      window.isKept = drop.defaultPrevented;
    }`);
    expect(await page.evaluate('window.isKept')).toBe(true);
    await expect
      .poll(() => page.getByRole('alert').filter({ hasText: 'You are signed out' }).first().isVisible())
      .toBe(true);
    const again = await open('/admin/account', 1280);
    await page.context().addCookies(await again.context().cookies());
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByLabel('What does it show?').fill('A map');
    await page.keyboard.press('Enter');
    await expect.poll(() => letterText(page)).toMatch(/!\[A map\]\(http\S+\.jpg\)$/);
  });

  test('and text from Word comes in as Markdown, which can be taken back', async () => {
    const { page } = await openComposer();
    const html = `<html xmlns:w="urn:schemas-microsoft-com:office:word"><body><!--StartFragment--><h2>News</h2><p class=MsoNormal><span style='font-family:Arial'>The <b>mayor</b> said<o:p></o:p></span></p><!--EndFragment--></body></html>`;
    await paste(page, { html, text: 'News\nThe mayor said', png: 'iVBORw0KGgo=' });
    await expect.poll(() => letterText(page)).toBe('Dear all,\n\n## News\n\nThe **mayor** said');
    const line = page.getByRole('status').filter({ hasText: 'Pasted as Markdown.' });
    await line.waitFor();
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => letterText(page)).toBe('Dear all,');
    await paste(page, { html: '<span>and <b>bold</b></span>', text: 'and bold' });
    await expect.poll(() => letterText(page)).toBe('Dear all,and **bold**');
    await page.getByRole('button', { name: 'Undo' }).click();
    // Nothing to say about text without forms.
    await paste(page, { html: '<meta charset="utf-8"><span>plain</span>', text: 'plain' });
    await expect.poll(() => letterText(page)).toBe('Dear all,plain');
  });

  test('that Google Docs shows for some hours only gets a copy of ours, and Undo still works', async () => {
    const site = await startFeedServer();
    const jpeg = await photo(500, 300, 5).jpeg().toBuffer();
    const address = site.answer('/docs.jpg', (_request, response) => response.end(jpeg));
    const { page } = await openComposer();
    const html = `<b style="font-weight:normal"><p>Here</p><p><img src="${address}?X-Amz-Expires=60" alt="A map"></p><p><img src="${site.origin}/gone.jpg?X-Amz-Expires=60"></p></b>`;
    await paste(page, { html, text: 'Here' });
    await expect.poll(() => letterText(page)).toMatch(/Here\n\n!\[A map\]\(http\S+\/media\/[\w-]{22}\.jpg\)/);
    await expect.poll(() => letterText(page)).toContain('/gone.jpg');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => letterText(page)).toBe('Dear all,');
  });

  test('goes to the end of the letter without script, and nothing typed is lost', async () => {
    const id = await makeLetter(app, publication, { markdown: 'Dear all,' });
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 700 },
    });
    const page = await context.newPage();
    await page.goto(`${url}/admin/sign-in?next=/admin/courier/sends/${id}/edit`);
    await page.getByLabel('Email').fill('editor@gazette.example');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Text, in Markdown').fill('Dear readers,');
    await page.getByRole('button', { name: 'Add a picture' }).click();
    await page.getByLabel('What does it show?').fill('A tram');
    await page.getByLabel('File').setInputFiles([await file('tram.jpg')]);
    await page.getByRole('button', { name: 'Add the picture' }).click();
    await page.waitForURL(/notice=picture-added/);
    expect(await page.getByLabel('Text, in Markdown').inputValue()).toMatch(
      /^Dear readers,\n\n!\[A tram\]\(http\S+\.jpg\)\n$/,
    );
  });
});
