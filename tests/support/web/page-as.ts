import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page of somebody who is signed in. @param cookies the Cookie header, as `signInByPage` gives it. */
export async function pageAs(
  browser: Browser,
  url: string,
  cookies: string,
  {
    width = 1280,
    height = 900,
    ...options
  }: BrowserContextOptions & { width?: number; height?: number } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
    ...options,
  });
  await context.addCookies(
    cookies.split('; ').map((cookie) => {
      const [name = '', value = ''] = cookie.split('=', 2);
      return { name, value, url: new URL(url).origin };
    }),
  );
  const page = await context.newPage();
  await page.goto(url);
  return page;
}
