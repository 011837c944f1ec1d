import type { Locator, Page } from 'playwright-core';

/** Presses Tab until something of this name has the focus. */
export async function tabTo(page: Page, where: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await where.evaluate((element) => element === (element.getRootNode() as Document).activeElement))
      return;
    await page.keyboard.press('Tab');
  }
  throw new Error('it cannot be reached by Tab');
}

/** Presses a button or follows a link without the mouse. */
export async function pressByKey(page: Page, where: Locator): Promise<void> {
  await tabTo(page, where);
  await page.keyboard.press('Enter');
}
