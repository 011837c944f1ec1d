// Templates: the MJML and Liquid that a publication has in place of ours, with every version of it.
// Owns the table template_versions. A template is checked when it is saved; one that fails later never stops a mail.
// Knows no send: whoever compiles a mail does so through `withTemplates`.
export {
  checkSource,
  saveTemplate,
  templateInput,
  resetTemplate,
  restoreTemplate,
} from './change-template.ts';
export { differenceOfLines, type LineDifference } from './line-difference.ts';
export { previewTemplate } from './preview-template.ts';
export { mailsOf, templateName } from './template.ts';
export {
  getTemplate,
  getTemplateVersion,
  listTemplates,
  type Template,
  type TemplateLine,
} from './view-templates.ts';
export { withTemplates } from './with-templates.ts';
