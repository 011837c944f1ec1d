import { KINDS } from '../../../src/kinds.ts';
import type { App } from '../../../src/platform/app.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { createLetter, scheduleLetter } from '../../../src/letters/index.ts';
import { prepareDueSends } from '../../../src/sends/index.ts';

/** The draft of a letter; returns its send. */
export async function makeLetter(
  app: App,
  publication: Publication,
  fields: Partial<Parameters<typeof createLetter>[2]> = {},
): Promise<number> {
  const { id } = await createLetter(app, publication.id, {
    subject: 'A word from the editor',
    markdown: 'Dear readers,\n\nwe have **moved**. See [our new home](https://gazette.example/home).',
    ...fields,
  });
  return id;
}

/** A letter that is on its way: scheduled for now and prepared. */
export async function prepareLetter(
  app: App,
  publication: Publication,
  fields: Partial<Parameters<typeof createLetter>[2]> = {},
): Promise<number> {
  const id = await makeLetter(app, publication, fields);
  await scheduleLetter(app, publication.id, id, {});
  await prepareDueSends(app, KINDS);
  return id;
}
