/** A draft as the form sends it. */
export interface Draft {
  subject: string;
  preheader: string;
  markdown: string;
  audience: { topics: string[]; rhythm: string | null };
}

export function draftOf(fields: URLSearchParams): Draft {
  return {
    subject: fields.get('subject') ?? '',
    preheader: fields.get('preheader') ?? '',
    markdown: fields.get('body') ?? '',
    audience: {
      topics: [...fields.keys()].filter((name) => name.startsWith('topic.')).map((name) => name.slice(6)),
      rhythm: fields.get('rhythm') || null,
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
  for (const name of ['version', 'base', 'form', 'intent', 'take']) content.delete(name);
  content.sort();
  return content.toString();
}

/** The fields with what this draft says in place of their own. */
export function fieldsSaying(draft: Draft, fields: URLSearchParams): URLSearchParams {
  const said = new URLSearchParams(fields);
  said.set('subject', draft.subject);
  said.set('preheader', draft.preheader);
  said.set('body', draft.markdown);
  if (!fields.has('audience')) return said;
  for (const name of fields.keys()) if (name.startsWith('topic.')) said.delete(name);
  for (const slug of draft.audience.topics) said.set(`topic.${slug}`, '1');
  said.set('rhythm', draft.audience.rhythm ?? '');
  return said;
}
