/** What the start tells a person: where to go next. */
export interface Greeting {
  publicUrl: string;
  /** The one-time address of the set-up page, while there is no admin. */
  setUpUrl: string | undefined;
  isWeb: boolean;
  isWorker: boolean;
  /** Mail stays in the built-in mailbox. */
  isMailboxed: boolean;
  dataDir: string;
  /** Port of the embedded database; undefined with `DATABASE_URL`. */
  embeddedPort: number | undefined;
  /** Folder of the embedded database where that is not below `dataDir`. */
  clusterElsewhere: string | undefined;
  /** Why sends wait for an answer, and how many; undefined when none do. */
  held: string | undefined;
}

export function greet(greeting: Greeting): string {
  const { publicUrl, setUpUrl, isWeb, isWorker, isMailboxed, dataDir, embeddedPort } = greeting;
  const { clusterElsewhere, held } = greeting;
  const lines: [string, string][] = [];
  if (isWeb && setUpUrl) lines.push(['Set up', `${setUpUrl}\n(open this once to make the first admin)`]);
  if (isWeb && !setUpUrl) lines.push(['Admin', `${publicUrl}/admin`]);
  if (isWeb) lines.push(['API', `${publicUrl}/api/docs`]);
  if (isMailboxed)
    lines.push(['Mail', `${publicUrl}/mailbox\n(mail is kept here and not sent: set SMTP_URL to send it)`]);
  if (embeddedPort !== undefined)
    lines.push([
      'Data',
      `${dataDir}\n(embedded PostgreSQL on port ${embeddedPort}: set DATABASE_URL for another)${
        clusterElsewhere === undefined ? '' : `\nThe database itself lies in ${clusterElsewhere}.`
      }`,
    ]);
  if (held !== undefined) lines.push(['Held', held]);
  lines.push(['Stop', 'Ctrl-C']);
  const title = isWeb
    ? `Paperround is ready: ${publicUrl}`
    : isWorker
      ? 'Paperround worker is ready.'
      : 'Paperround is ready to take mail in.';
  const role = isWeb && !isWorker ? '\nThis process only serves pages: start a worker, too.\n' : '';
  const list = lines.map(
    ([name, text]) => `  ${name.padEnd(8)}${text.replaceAll('\n', `\n${' '.repeat(10)}`)}`,
  );
  return `\n${title}\n${role}\n${list.join('\n')}\n\n`;
}
