import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createServer } from '../../src/web/server.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeUser, PASSWORD, signInByPage } from '../support/web/admin.ts';
import { codeOf } from '../support/web/authenticator.ts';
import { openBrowser } from '../support/web/browser.ts';
import { pageAs } from '../support/web/page-as.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

// Browsers know passkeys for names only.
const { app, url } = await startSite(
  // Nobody answers there.
  {
    OIDC_ISSUER: 'http://127.0.0.1:1',
    OIDC_CLIENT_ID: 'paperround',
    OIDC_CLIENT_SECRET: 'hunter22',
    OIDC_NAME: 'Saltholm Media',
  },
  'localhost',
);
const browser = await openBrowser();
const server = createServer(app);
await makePublication(app, { slug: 'courier', name: 'The Saltholm Courier' });
const owner = await signInByPage(server, await makeUser(app, 'owner', 'mira@courier.example'));

const DESK = { width: 1280, colorScheme: 'light', locale: 'en' } as const;
const PHONE = { width: 390, height: 844, colorScheme: 'dark', locale: 'de' } as const;

/** A phone or a computer that asks for a finger. */
async function withFinger(page: Page, isOwner = true): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: isOwner,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

async function shot(page: Page, name: string): Promise<void> {
  await expectGoodPage(page);
  const folder = process.env['SHOTS'];
  const width = page.viewportSize()?.width;
  if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
}

const signInPage = async (page: Page, email?: string) => {
  await page.context().clearCookies();
  await page.goto(`${url}/admin/sign-in?next=/admin/account`);
  if (email === undefined) return;
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('#password').press('Enter');
};

test('A passkey is added by its owner, signs in without a password, is a second step, and ends', async () => {
  const page = await pageAs(browser, `${url}/admin/account/security`, owner, DESK);
  const { cdp, authenticatorId } = await withFinger(page);
  await page.getByRole('link', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name').fill('Phone');
  await shot(page, 'passkey-new');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  // The first second step comes with recovery codes.
  await page.locator('.codes').waitFor();
  const [code = ''] = (await page.locator('.codes code').allInnerTexts()).slice(0, 1);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  expect(await page.getByRole('listitem').filter({ hasText: 'Phone' }).innerText()).toContain('not used yet');
  await shot(page, 'passkeys');

  await signInPage(page);
  await shot(page, 'sign-in-passkey');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.waitForURL(`${url}/admin/account`);
  // A password alone does not get in; the passkey or a recovery code do.
  await signInPage(page, 'mira@courier.example');
  await page.getByLabel('Recovery code').waitFor();
  await shot(page, 'second-step-passkey');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.waitForURL(`${url}/admin/account`);
  await signInPage(page, 'mira@courier.example');
  await page.getByLabel('Recovery code').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL(`${url}/admin/account`);

  // It proves who somebody is, too.
  await app.db.raw("update sessions set proved_at = now() - interval '16 minutes'");
  await page.goto(`${url}/admin/account/passkeys`);
  await page.getByRole('link', { name: 'Confirm that it is you' }).click();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByText('You can go on for 15 minutes').waitFor();

  // Somebody whose finger is another one: the key signs nothing.
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await signInPage(page);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByRole('status').filter({ hasText: 'That did not work' }).waitFor();
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });

  // A copy of the key that has signed less often.
  await app.db.raw('update passkeys set counter = counter + 1000');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByText('This passkey is not known here').waitFor();
  await app.db.raw('update passkeys set counter = 0');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.waitForURL(`${url}/admin/account`);
  await page.goto(`${url}/admin/account/security`);
  await page.getByRole('button', { name: 'Remove the passkey Phone' }).click();
  await page.getByText('The passkey is removed').waitFor();
  await signInPage(page, 'mira@courier.example');
  await page.waitForURL(`${url}/admin/account`);
  const actions = (await auditTrail(app.db, 'user:1')).map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(['passkey.added', 'recovery-code.used', 'passkey.removed']));
});

test('An answer of a key counts once, in time, for our address, and for whom it was asked', async () => {
  const email = await makeUser(app, 'editor', 'jonas@courier.example');
  const cookies = await signInByPage(server, email);
  const page = await pageAs(browser, `${url}/admin/account/passkeys`, cookies, DESK);
  await withFinger(page);
  await page.getByLabel('Name').fill('Laptop');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.locator('.codes').waitFor();
  await signInPage(page);
  // Hears what the form sends instead of sending it.
  const signed = () =>
    page.evaluate(async () => {
      const form = document.querySelector<HTMLFormElement>('form[data-passkey]');
      if (!form) throw new Error('no form');
      const heard = new Promise<string>((resolve) => {
        form.submit = () => {
          const answer = new FormData(form).get('answer');
          resolve(typeof answer === 'string' ? answer : '');
        };
      });
      form.requestSubmit();
      return heard;
    });
  const send = (answer: string) =>
    page.request.post(`${url}/admin/sign-in/passkey`, { form: { answer }, maxRedirects: 0 });
  const first = await signed();
  const changed = JSON.parse(first) as { response: { clientDataJSON: string; signature: string } };
  const data = JSON.parse(Buffer.from(changed.response.clientDataJSON, 'base64url').toString()) as object;
  const withData = (more: object) =>
    JSON.stringify({
      ...changed,
      response: {
        ...changed.response,
        clientDataJSON: Buffer.from(JSON.stringify({ ...data, ...more })).toString('base64url'),
      },
    });
  for (const junk of [
    '',
    '{',
    'null',
    '[]',
    '{"id":1}',
    withData({ challenge: 7 }),
    withData({ challenge: 'x' }),
  ])
    expect((await send(junk)).status(), junk).toBe(422);
  expect((await send(first)).status()).toBe(303);
  expect((await send(first)).status()).toBe(422);
  await signInPage(page);
  // A wrong signature uses the challenge up as well.
  const mixed = JSON.parse(await signed()) as typeof changed;
  const { signature } = changed.response;
  const wrong = JSON.stringify({ ...mixed, response: { ...mixed.response, signature } });
  for (const answer of [wrong, JSON.stringify(mixed)]) expect((await send(answer)).status()).toBe(422);
  const old = await signed();
  await app.db.raw("update passkey_challenges set expires_at = now() - interval '1 second'");
  expect((await send(old)).status()).toBe(422);
  // What somebody else's key signed proves nothing about me.
  const mine = await signed();
  const proof = await page.request.post(`${url}/admin/account/confirm-passkey`, {
    form: { answer: mine },
    headers: { Cookie: owner },
    maxRedirects: 0,
  });
  expect(proof.status()).toBe(422);
});

test('The pages of the second step, and of a provider that is away, are good ones on a desk and a phone, in both languages', async () => {
  const email = await makeUser(app, 'editor', 'lena@courier.example');
  const cookies = await signInByPage(server, email);
  for (const look of [DESK, PHONE]) {
    await app.db.raw('delete from authenticators');
    const page = await pageAs(browser, `${url}/admin/account/authenticator`, cookies, look);
    const secret = await page.locator('.secret').innerText();
    await page.locator('#code').fill('000000');
    await page.locator('#code').press('Enter');
    await page.locator('#code-error').waitFor();
    await shot(page, 'authenticator-wrong');
    await page.locator('#code').fill(codeOf(secret));
    await page.locator('#code').press('Enter');
    await page.locator('.codes').waitFor();
    await shot(page, 'recovery-codes');
    for (const path of ['authenticator', 'security', 'passkeys']) {
      await page.goto(`${url}/admin/account/${path}`);
      await shot(page, path);
    }
    await signInPage(page);
    await page.getByRole('link', { name: 'Saltholm Media' }).click();
    await page.getByRole('alert').waitFor();
    await shot(page, 'provider-away');
    await signInPage(page, email);
    await page.locator('#code').waitFor();
    await shot(page, 'code');
  }
});
