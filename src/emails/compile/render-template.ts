import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Liquid, LiquidError } from 'liquidjs';
import { AppError } from '../../platform/errors.ts';
import { projectRoot } from '../../platform/paths.ts';
import { compileMjml } from './compile-mjml.ts';

let engine: Liquid | undefined;

/** Our own template files by name, read once: templates reach each other through this map and never the file system (SEC-13). */
function readTemplates(): Record<string, string> {
  const folder = path.join(projectRoot, 'templates');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.mjml'),
  );
  return Object.fromEntries(
    files.map((file) => [
      file.replaceAll(path.sep, '/').replace(/\.mjml$/, ''),
      readFileSync(path.join(folder, file), 'utf8'),
    ]),
  );
}

function createEngine(templates: Record<string, string>): Liquid {
  return new Liquid({
    templates,
    cache: true,
    dynamicPartials: false,
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    outputEscape: 'escape',
    parseLimit: 1_000_000,
    renderLimit: 2_000,
    memoryLimit: 10_000_000,
  });
}

/** Liquid, then MJML: the finished HTML of templates/`name`.mjml. @throws AppError `template-fault` with line and reason. */
export async function renderTemplate(name: string, model: object): Promise<string> {
  engine ??= createEngine(readTemplates());
  return compileMjml(await renderLiquid(engine, name, model));
}

async function renderLiquid(liquid: Liquid, name: string, model: object): Promise<string> {
  try {
    return (await liquid.renderFile(name, model)) as string;
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    throw new AppError('template-fault', `The template ${name} has an error: ${error.message}.`, {
      cause: error,
    });
  }
}
