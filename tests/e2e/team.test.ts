import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { changeRole, changeTaste, createApiKey, invitePerson, listUsers } from '../../src/accounts/index.ts';
import { createServer } from '../../src/web/server.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeUser, signInByPage } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { pageAs } from '../support/web/page-as.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
const courier = await makePublication(app, { slug: 'courier', name: 'The Saltholm Courier' });
await makePublication(app, { slug: 'herald', name: 'The Herald' });
const team = `${url}/admin/courier/team`;
let cookies = '';
let page: Page;

beforeAll(async () => {
  cookies = await signInByPage(createServer(app), await makeUser(app, 'owner', 'mira@courier.example'));
  const [owner] = await listUsers(app);
  const taste = { language: null, theme: null, hasShortcuts: true };
  await changeTaste(app, owner?.id ?? 0, { ...taste, name: 'Mira Holt' });
  await makeUser(app, 'editor', 'jonas.with.a.very.long.name.that.does.not.end@courier.example');
  const viewer = await makeUser(app, 'none', 'tomas@courier.example');
  const { id = 0 } = (await listUsers(app)).find(({ email }) => email === viewer) ?? {};
  await changeRole(app, id, courier.id, { role: 'viewer', maySend: false });
  await createApiKey(app, 'Web site', { scopes: ['articles:write'], publicationIds: [courier.id] });
  await createApiKey(app, 'Old importer');
  page = await pageAs(browser, `${url}/admin/courier`, cookies);
});

test('An editor is invited with three clicks, one field and one page; the role is changed by keyboard alone', async () => {
  await page.getByText('Mira Holt').first().click();
  await page.getByRole('link', { name: 'Team' }).first().click();
  await page.getByLabel('Email').fill('lena@courier.example');
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByText('The invitation is on its way to lena@courier.example.').waitFor();
  const row = page.getByRole('row', { name: /lena@courier/ });
  expect(await row.innerText()).toMatch(/Editor, may send[\s\S]*Invited/);
  await row.getByLabel('More for lena@courier.example').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/team\/\d+$/);
  await page.getByLabel('May').first().focus();
  await page.keyboard.type('Viewer');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('The role of lena@courier.example is saved.').waitFor();
  expect(await row.innerText()).toContain('Viewer');
});

test('The pages of the team, keys, sessions and the audit log are good ones on a desk and a phone, in light and dark', async () => {
  const invited = await invitePerson(app, 'new@courier.example', [
    { publicationId: courier.id, role: 'editor', maySend: true },
  ]);
  const looks = [
    { width: 1280, height: 900, colorScheme: 'light' },
    { width: 390, height: 844, colorScheme: 'dark' },
  ] as const;
  for (const look of looks) {
    const looking = await pageAs(browser, team, cookies, look);
    for (const path of [
      '/admin/courier/team',
      `/admin/courier/team/${invited.id}`,
      '/admin/api-keys',
      '/admin/account/security',
      '/admin/account/confirm',
      '/admin/account/authenticator',
      '/admin/audit',
    ]) {
      await looking.goto(`${url}${path}`);
      await expectGoodPage(looking);
      if (process.env['SHOTS']) {
        const name = `${path.replaceAll(/\W/g, '-')}-${look.width}`;
        await looking.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true });
      }
    }
  }
});
