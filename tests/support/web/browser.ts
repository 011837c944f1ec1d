import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { launchChromium } from './chromium.ts';

/** A busy machine is slow, and no fault of the program. */
const PATIENCE_MS = 100_000;

/** A Chromium of this test file's own. It is closed at the end. */
export async function openBrowser(): Promise<Browser> {
  const browser = await launchChromium();
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE_MS));
  afterAll(() => browser.close());
  return browser;
}
