/** A picture in Markdown, on a line of its own. */
export const pictureMarkdown = (url: string, alt: string): string =>
  `![${alt
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\[\]]/g, '\\$&')}](${url})`;
