import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../platform/paths.ts';

let files: Record<string, string> | undefined;

/** Our own template files by name, read once: templates reach each other through this map and never the file system (SEC-13). */
export function templateFiles(): Record<string, string> {
  files ??= readTemplates();
  return files;
}

function readTemplates(): Record<string, string> {
  const folder = path.join(projectRoot, 'templates');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.mjml'),
  );
  return Object.fromEntries(
    names.map((file) => [
      file.replaceAll(path.sep, '/').replace(/\.mjml$/, ''),
      readFileSync(path.join(folder, file), 'utf8'),
    ]),
  );
}
