import type { TemplateFaultWords } from './template-faults.ts';

export const englishTemplateFaults: TemplateFaultWords = {
  at: (line, column) => `Line ${line}, column ${column}`,
  in: (template) => `Template “${template}”`,
  'unknown-variable': ({ name, meant }) =>
    `There is no variable ${name}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
  'unknown-filter': ({ name }) => `There is no filter ${name}.`,
  'unknown-tag': ({ name }) => `There is no tag ${name}.`,
  'unexpected-end': ({ name }) => `{% ${name} %} cannot stand here: something before it is not closed.`,
  'not-closed': ({ what }) => `${what} is opened and never closed.`,
  'no-part': ({ name }) =>
    `There is no template ${name}. A template can use other templates, but it cannot read files.`,
  'takes-too-long': () => 'The template takes too long. Is there a loop without an end?',
  'makes-too-much': () => 'The template makes far too much text for a mail. Is there a loop without an end?',
  'no-mjml': () => 'The result is not MJML. It must begin with <mjml>; {% layout layout %} sees to that.',
  'unknown-element': ({ element }) =>
    `There is no element <${element}> here. HTML can only stand inside <mj-text>, <mj-table>, <mj-button> and <mj-raw>.`,
  'unknown-attribute': ({ element, attribute }) => `<${element}> has no attribute ${attribute}.`,
  'bad-value': ({ element, attribute, value }) =>
    `“${value}” cannot be the value of ${attribute} in <${element}>.`,
  misplaced: ({ element, inside }) => `<${element}> cannot stand here. It can stand inside: ${inside}.`,
  include: () => '<mj-include> does not work here: a template cannot read files.',
  script: () => 'A mail cannot have scripts: mail programs remove them, and spam filters refuse such mail.',
  lacks: ({ need }) =>
    ({
      unsubscribe:
        'The link to unsubscribe is missing or cannot be seen. The law requires it. {% render footer, mail: mail %} has it.',
      preferences:
        'The link to the preferences is missing or cannot be seen. {% render footer, mail: mail %} has it.',
      address:
        'The postal address is missing or cannot be seen. The law requires it. The template “layout” prints it from mail.address.',
      why: 'The sentence that says why a reader gets this mail is missing or cannot be seen. {% render footer, mail: mail %} has it.',
      imprint:
        'The link to the imprint is missing or cannot be seen. The law requires it. The template “layout” has it.',
      content: 'The text of the mail is missing. Put {{ mail.slots.body }} into an <mj-text>.',
    })[need],
  unmarked: () =>
    'Links that belong to one reader must stand between {{ own.open | raw }} and {{ own.close | raw }}. Otherwise everybody would see them in the public archive.',
  'depends-on-neighbours': () =>
    'A story in a digest looks different depending on what stands beside it, for example through forloop.last. Each story must look the same everywhere.',
  'too-large': ({ kilobytes }) =>
    `Without any text the mail already has ${kilobytes} kB. Gmail cuts mails off at 102 kB.`,
  other: ({ reply }) => `The template has a fault: ${reply}.`,
};
