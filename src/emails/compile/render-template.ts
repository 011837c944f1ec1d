import { Liquid, LiquidError } from 'liquidjs';
import type { TemplateProblem } from '../../words/index.ts';
import { blanksAfter } from '../frame/frame.ts';
import { OWN_PART } from '../frame/own-parts.ts';
import type { OwnTemplates } from '../model.ts';
import { compileMjml, FaultyMjml, type MjmlFinding } from './compile-mjml.ts';
import { faultOf, faultyLiquid, FaultyTemplate } from './faulty-template.ts';
import { lawfulProblems } from './lawful-mail.ts';
import { placeIn, withLineMarks, withoutLineMarks } from './source-lines.ts';
import { isSpot } from './spots.ts';
import { templateFiles } from './template-files.ts';

/** Twenty times what the largest mail is made of. */
const MAX_MJML = 2_000_000;
/** Publications of one process with templates of their own. */
const MAX_ENGINES = 10;

/** A template of ours by its name, or the one that a publication has in its place. */
export type Template = string | { name: string; own: OwnTemplates | undefined };

/** Liquid, then MJML: finished HTML. @throws AppError `template-fault` with line and reason. */
export async function renderTemplate(template: Template, model: object): Promise<string> {
  const { name, own } = typeof template === 'string' ? { name: template, own: undefined } : template;
  const mjml = await renderLiquid(engineFor(own), name, model);
  if (own === undefined) return compileMjml(mjml);
  const html = await compileOwn(mjml, { name, own, model });
  requirePromised(html, name, model);
  return html;
}

const engines = new Map<string, Liquid>();

function engineFor(own: OwnTemplates | undefined): Liquid {
  const key = own === undefined ? '' : JSON.stringify(own);
  const known = engines.get(key);
  if (known) return known;
  const engine = createEngine({ ...templateFiles(), ...own });
  engines.set(key, engine);
  const oldest = [...engines.keys()].find((one) => one !== '');
  if (engines.size > MAX_ENGINES && oldest !== undefined) engines.delete(oldest);
  return engine;
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

async function renderLiquid(liquid: Liquid, name: string, model: object): Promise<string> {
  try {
    return (await liquid.renderFile(name, model)) as string;
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    throw faultyLiquid(error, name, model);
  }
}

interface Rendering {
  name: string;
  own: OwnTemplates;
  model: object;
}

async function compileOwn(mjml: string, of: Rendering): Promise<string> {
  if (mjml.length > MAX_MJML)
    throw new FaultyTemplate('The template makes too much.', [faultOf(of.name, { kind: 'makes-too-much' })]);
  if (INCLUDE.test(mjml))
    throw await faultyMjml(new FaultyMjml('A template includes nothing.', [], undefined), of);
  try {
    return await compileMjml(mjml);
  } catch (error) {
    throw error instanceof FaultyMjml ? await faultyMjml(error, of) : error;
  }
}

const INCLUDE = /<mj-include\b/i;

/** MJML counts the lines of what Liquid made; people those of their template. */
async function faultyMjml(
  { message, cause }: FaultyMjml,
  { name, own, model }: Rendering,
): Promise<FaultyTemplate> {
  const sources = { ...templateFiles(), ...own };
  const marked = Object.fromEntries(
    Object.entries(sources).map(([one, source]) => [one, withLineMarks(one, source)]),
  );
  const rendered = await renderLiquid(createEngine(marked), name, model);
  const faults = (await findingsIn(withoutLineMarks(rendered))).map((finding) => ({
    ...faultOf(name, mjmlProblem(finding)),
    ...placeIn(rendered, finding.line, finding.tagName, sources),
  }));
  if (faults.length > 0) return new FaultyTemplate(message, faults, cause);
  const [reason = ''] = (cause instanceof Error ? cause.message : message).split('\n');
  const problem: TemplateProblem = /parsing failed/i.test(reason)
    ? { kind: 'no-mjml' }
    : { kind: 'other', reply: reason };
  return new FaultyTemplate(message, [faultOf(name, problem)], cause);
}

async function findingsIn(mjml: string): Promise<MjmlFinding[]> {
  const before = INCLUDE.exec(mjml)?.index;
  if (before !== undefined) {
    const line = mjml.slice(0, before).split('\n').length;
    return [{ line, tagName: 'mj-include', message: '' }];
  }
  const found = await compileMjml(mjml).catch((error: unknown) => error);
  return found instanceof FaultyMjml ? found.found : [];
}

function mjmlProblem({ message, tagName: element }: MjmlFinding): TemplateProblem {
  if (element === 'mj-include') return { kind: 'include' };
  const [, unknown] = /^Attribute (\S+) is illegal/.exec(message) ?? [];
  if (unknown !== undefined) return { kind: 'unknown-attribute', element, attribute: unknown };
  const [, attribute = '', value = ''] =
    /^Attribute (\S+) has invalid value: (.*?) for type/s.exec(message) ?? [];
  if (attribute !== '') return { kind: 'bad-value', element, attribute, value };
  const [, inside] = /only inside: (.*)$/s.exec(message) ?? [];
  if (inside !== undefined) return { kind: 'misplaced', element, inside };
  if (/doesn't exist/.test(message)) return { kind: 'unknown-element', element };
  return { kind: 'other', reply: message };
}

/** Their text does not stand in one place. */
const OF_MANY_TEXTS = new Set(['digest']);

/** What readers are owed stands in every mail, whatever a template says (HTM-12). */
function requirePromised(html: string, name: string, model: object): void {
  const { mail } = model as { mail: Parameters<typeof lawfulProblems>[1] };
  const problems = lawfulProblems(html, mail, !OF_MANY_TEXTS.has(name));
  if (problems.length === 0) return;
  throw new FaultyTemplate(
    `The template ${name} lacks what every mail needs.`,
    problems.map((problem) => faultOf(name, problem)),
  );
}
