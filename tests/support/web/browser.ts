import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { launchChromium } from './chromium.ts';

/** A busy machine is slow, and no fault of the program. */
const PATIENCE_MS = 100_000;

let shared: Promise<Browser> | undefined;

/**
 * The Chromium of this process: a start costs two seconds of processor time, so files that share a process share it one after the
 * other. Contexts are what keeps them apart; those of a file are closed at its end.
 */
export async function openBrowser(): Promise<Browser> {
  if (!(await shared)?.isConnected()) shared = launch();
  const browser = await (shared as Promise<Browser>);
  afterAll(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  return browser;
}

async function launch(): Promise<Browser> {
  const browser = await launchChromium();
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE_MS));
  return browser;
}
