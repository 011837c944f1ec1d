import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../tests/support/web/chromium.ts';
import { startTownPaper, type TownPaper } from './town-paper.ts';

// Pictures of every page of the desk, of a town paper that is invented: `npm run shots`, or only some, as in
// `npm run shots -- today composer`. They go to shots/out, each in four looks.
const LOOKS = [
  { name: 'd', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 900, colorScheme: 'dark' },
  { name: 'm', width: 390, height: 844, colorScheme: 'light' },
  { name: 'm-dark', width: 390, height: 844, colorScheme: 'dark' },
] as const;

const wanted = process.argv.slice(2);
const out = path.resolve('shots/out');
mkdirSync(out, { recursive: true });
const folder = mkdtempSync(path.join(os.tmpdir(), 'paperround-shots-'));
// The database's user must get in when this runs as root.
chmodSync(folder, 0o755);
try {
  const paper = await startTownPaper(path.join(folder, 'data'));
  try {
    const browser = await launchChromium();
    try {
      await takeAll(browser, paper);
    } finally {
      await browser.close();
    }
  } finally {
    await paper.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function takeAll(browser: Browser, paper: TownPaper): Promise<void> {
  for (const { name, width, height, colorScheme } of LOOKS) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'en-GB' });
    await context.addCookies([{ ...paper.cookie, url: paper.url }]);
    const page = await context.newPage();
    for (const [shot, address] of Object.entries(paper.pages)) {
      if (wanted.length > 0 && !wanted.includes(shot)) continue;
      const answer = await page.goto(paper.url + address);
      if (!answer?.ok()) console.error(`${shot}: ${address} answers ${answer?.status()}`);
      await page.screenshot({ path: path.join(out, `${shot}-${name}.png`), fullPage: true });
    }
    await context.close();
  }
}
