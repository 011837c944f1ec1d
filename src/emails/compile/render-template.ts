import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Liquid, LiquidError } from 'liquidjs';
import { AppError } from '../../platform/errors.ts';
import { projectRoot } from '../../platform/paths.ts';
import { blanksAfter } from '../frame/frame.ts';
import { OWN_PART } from '../frame/own-parts.ts';
import { compileMjml } from './compile-mjml.ts';
import { isSpot } from './spots.ts';

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
  const liquid = new Liquid({
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
    globals: { own: OWN_PART },
  });
  liquid.registerFilter('blanks', (text: string) => (isSpot(text) ? '' : blanksAfter(text)));
  return liquid;
}

/** A template of ours by its name, or the source of one that is not saved yet. */
export type Template = string | { source: string };

/** Liquid, then MJML: finished HTML. @throws AppError `template-fault` with line and reason. */
export async function renderTemplate(template: Template, model: object): Promise<string> {
  engine ??= createEngine(readTemplates());
  return compileMjml(await renderLiquid(engine, template, model));
}

async function renderLiquid(liquid: Liquid, template: Template, model: object): Promise<string> {
  const name = typeof template === 'string' ? template : 'that was written';
  try {
    const rendered =
      typeof template === 'string'
        ? liquid.renderFile(template, model)
        : liquid.parseAndRender(template.source, model);
    return (await rendered) as string;
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    throw new AppError('template-fault', `The template ${name} has an error: ${error.message}.`, {
      cause: error,
    });
  }
}
