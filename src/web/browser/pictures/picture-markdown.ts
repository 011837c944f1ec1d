/** A picture in Markdown. The words are one line, and brackets in them do not end them. */
export const pictureMarkdown = (url: string, alt: string): string =>
  `![${alt
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\[\]]/g, '\\$&')}](${url})`;
