import { blocksToText, paragraphs, wrap } from '../frame/text-part.ts';
import type { DigestModel, Entry } from './digest-model.ts';

const RULE = '-'.repeat(40);

/** The text part, from the same model as the HTML (HDR-04): it begins with the words that the preheader begins with. */
export function digestText(model: DigestModel, blocks: string[]): string {
  const { say, slots, brand } = model;
  return paragraphs(
    wrap(model.opening),
    blocksToText(blocks),
    ...model.above.map(heading),
    ...[model.lead, ...model.entries].map(entryText),
    model.more !== '' && `${model.more}:\n${brand.siteUrl}`,
    RULE,
    wrap(say.why),
    `${say.unsubscribe}:\n${slots.unsubscribeUrl}`,
    `${say.preferences}:\n${slots.preferencesUrl}`,
    brand.imprintUrl && `${say.imprint}:\n${brand.imprintUrl}`,
    brand.privacy && `${brand.privacy.word}:\n${brand.privacy.url}`,
    [brand.name, ...model.address].map(wrap).join('\n'),
  );
}

function entryText(entry: Entry): string {
  if (entry.is === 'heading') return heading(entry.title);
  const { title, standfirst, meta, url } = entry;
  return [wrap(title), standfirst && wrap(standfirst), meta, url].filter(Boolean).join('\n');
}

const heading = (title: string) => `${RULE}\n${wrap(title)}`;
