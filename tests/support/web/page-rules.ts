import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * axe that tells faults: gathering what is in order takes three quarters of its time. All in the page itself: the other mode opens
 * an empty page for each look, which doubles the work.
 */
export const axeOn = (page: Page) =>
  new AxeBuilder({ page }).options({ resultTypes: ['violations'], preload: false }).setLegacyMode();

/**
 * WCAG 2.2 AA and good practice by axe; nothing may stick out of the screen.
 * @param part a selector, where the rest of the page is not ours
 */
export async function expectGoodPage(page: Page, part = 'html'): Promise<void> {
  const { violations } = await axeOn(page)
    .include(part)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const faults = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  expect(faults, `axe on ${new URL(page.url()).pathname.slice(0, 20)}`).toEqual([]);
  await expectNoSidewaysScroll(page);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overhang = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overhang).toBeLessThanOrEqual(0);
}
