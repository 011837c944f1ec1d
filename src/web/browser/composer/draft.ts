/** A draft as the form sends it. */
export interface Draft {
  subject: string;
  preheader: string;
  markdown: string;
  audience: { topics: string[]; rhythm: string | null; segment: number | null };
}

export function draftOf(fields: URLSearchParams): Draft {
  return {
    subject: fields.get('subject') ?? '',
    preheader: fields.get('preheader') ?? '',
    markdown: textOf(fields),
    audience: {
      topics: [...fields.keys()].filter((name) => name.startsWith('topic.')).map((name) => name.slice(6)),
      rhythm: fields.get('rhythm') || null,
      segment: Number(fields.get('segment')) || null,
    },
  };
}

/** Everything that a form would send, as text. */
export function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') fields.append(name, value.replace(/\r\n?/g, '\n'));
  return fields;
}

/** What the page holds apart from where it was written on. */
export function contentOf(fields: URLSearchParams): string {
  const content = new URLSearchParams(fields);
  for (const name of ['version', 'base', 'form', 'intent', 'take', 'find', 'heading']) content.delete(name);
  content.sort();
  return content.toString();
}

/** The fields with what this draft says in place of their own. */
export function fieldsSaying(draft: Draft, fields: URLSearchParams): URLSearchParams {
  const said = new URLSearchParams(fields);
  said.set('subject', draft.subject);
  said.set('preheader', draft.preheader);
  const { body, picks } = partsOf(draft.markdown, fields.has('picks'));
  said.set('body', body);
  if (picks !== undefined) said.set('picks', picks);
  if (!fields.has('audience')) return said;
  for (const name of fields.keys()) if (name.startsWith('topic.')) said.delete(name);
  for (const slug of draft.audience.topics) said.set(`topic.${slug}`, '1');
  said.set('rhythm', draft.audience.rhythm ?? '');
  said.set('segment', draft.audience.segment?.toString() ?? '');
  return said;
}

/** Stands between the introduction of a digest and its articles, in what is stored. */
const ARTICLES = '\n\n[articles]\n';

function textOf(fields: URLSearchParams): string {
  const [body, picks] = [fields.get('body') ?? '', fields.get('picks')];
  return picks === null ? body : `${body.trimEnd()}${ARTICLES}${picks}`;
}

/** The page of a digest shows its text in two parts. */
function partsOf(text: string, isDigest: boolean): { body: string; picks?: string } {
  const at = isDigest ? text.lastIndexOf(ARTICLES) : -1;
  if (at === -1) return isDigest ? { body: text, picks: '' } : { body: text };
  return { body: text.slice(0, at), picks: text.slice(at + ARTICLES.length) };
}
