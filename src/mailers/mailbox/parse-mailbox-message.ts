/** Loaded when a message is looked at: it brings a dozen packages that no other part of the program needs. */
const parser = () => import('mailparser');

/** What a mail program would show of a message. */
export interface ParsedMessage {
  subject: string;
  /** Not sanitised: show it in a sandboxed frame only. Empty when there is none. */
  html: string;
  text: string;
  /** In the order of the message. */
  headers: { name: string; value: string }[];
}

export async function parseMailboxMessage(source: Buffer): Promise<ParsedMessage> {
  const { simpleParser } = await parser();
  const parsed = await simpleParser(source, { skipTextToHtml: true, skipImageLinks: true });
  return {
    subject: parsed.subject ?? '',
    html: parsed.html || '',
    text: parsed.text ?? '',
    headers: parsed.headerLines.map(({ line }) => {
      const colon = line.indexOf(':');
      return {
        name: line.slice(0, colon),
        value: line
          .slice(colon + 1)
          .replace(/\r?\n[ \t]+/g, ' ')
          .trim(),
      };
    }),
  };
}

/** As a reader would see it. */
export async function parseSubject(source: Buffer): Promise<string> {
  const head = source.subarray(0, source.indexOf('\r\n\r\n') + 4);
  const { simpleParser } = await parser();
  return (await simpleParser(head)).subject ?? '';
}
