import { spot } from '../compile/spots.ts';
import type { StoryBlock } from './digest-model.ts';
import type { Story } from './story.ts';

/** A digest of the program's own making; `own` is one that an editor made by hand. */
export type DigestShape = 'daily' | 'weekly' | 'busy-day' | 'catch-up';
export type Shape = DigestShape | 'own';

/** How a story is shown: large, with picture, without, or its title alone. */
export const FORMS = ['lead', 'compact', 'brief', 'headline'] as const;
export type Form = (typeof FORMS)[number];

export type Shown = Omit<StoryBlock, 'level' | 'marks'>;

/** Of a story what a form shows. In a week the topic is the heading above. */
export function shownAs(story: Story, form: Form, shape: Shape): Shown {
  const { minutes: _minutes, ...all } = story;
  if (form === 'lead') return all;
  const below = { ...all, alt: '', topic: shape === 'weekly' ? '' : all.topic };
  if (form === 'compact') return below;
  const brief = { ...below, imageUrl: null };
  return form === 'brief' ? brief : { ...brief, standfirst: '', meta: '' };
}

/** The same for stories with the same fields: one block of the template serves them all. */
export function kindOf(shown: Shown, form: Form): string {
  const fields = [shown.url, shown.imageUrl, shown.topic, shown.standfirst, shown.meta];
  return `${form === 'lead' ? 'lead' : 'story'}_${fields.map((field) => (field ? 1 : 0)).join('')}`;
}

/** A story with spots for words. */
export function specimenOf(shown: Shown): Shown {
  return {
    title: spot('title'),
    url: shown.url && spot('url'),
    imageUrl: shown.imageUrl && spot('imageUrl'),
    alt: spot('alt'),
    topic: shown.topic && spot('topic'),
    standfirst: shown.standfirst && spot('standfirst'),
    meta: shown.meta && spot('meta'),
  };
}
