import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds.ts';
import { explain, viewDraftAudience } from '../../src/explain/index.ts';
import {
  changeLetter,
  copyLetter,
  createDraft,
  getSendDetails,
  listVersions,
  restoreVersion,
  scheduleLetter,
} from '../../src/letters/index.ts';
import { updatePublication, type Publication } from '../../src/publications/index.ts';
import { changeSegment, createSegment, removeSegment } from '../../src/segments/index.ts';
import { findArchiveState, getSendRow, prepareDueSends } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { makeLetter, prepareLetter } from '../support/sends/letters.ts';
import { deliver, makeReaders } from '../support/sends/sends.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
const gotBy = (domain: string) =>
  sink.messages.flatMap(({ to }) => to).filter((address) => address.endsWith(`@${domain}`));

/** Four readers, of whom the first two came from the fair. */
async function make(name: string) {
  const publication = await makePublication(app);
  const domain = `${name}.example`;
  const ids = await makeReaders(app, publication, 4, domain);
  await fromFair(ids.slice(0, 2));
  const rules = [{ field: 'source', op: 'is', value: 'fair' }];
  const segment = await createSegment(app, publication, { name: 'From the fair', rules });
  const audience = { topics: [], rhythm: null, segment: segment.id };
  return { publication, domain, ids, segment, audience };
}

const fromFair = (ids: number[]) => app.db('subscribers').whereIn('id', ids).update({ source: 'fair' });

const why = async (publication: Publication, email: string, send: number) =>
  (await explain(app, publication, { email, article: undefined, send })).because.filter(
    ({ code }) => code === 'in-segment',
  );

describe('A letter for a segment', () => {
  test('goes once to who is in it when it goes out, not to who was when it was written, and is not public', async () => {
    const { publication, domain, ids, segment, audience } = await make('goes');
    await updatePublication(app, publication.slug, { archive: true });
    const id = await makeLetter(app, publication, { audience });
    expect(await getSendDetails(app.db, publication.id, id)).toMatchObject({
      audienceEstimate: 2,
      letter: { segment: segment.id },
    });
    expect(await viewDraftAudience(app, publication.id, audience, {})).toMatchObject({
      count: 2,
      leftOut: [{ code: 'in-segment', count: 2 }],
    });
    await scheduleLetter(app, publication.id, id, {});
    await fromFair(ids.slice(2, 3));
    await prepareDueSends(app, KINDS);
    // Whoever comes after the freeze is not in it, and another meaning of the segment is not asked.
    await fromFair(ids.slice(3));
    const rules = [{ field: 'source', op: 'is', value: 'nowhere' }];
    await changeSegment(app, publication, segment.id, { rules });
    await deliver(app);
    expect(gotBy(domain).toSorted()).toEqual([1, 2, 3].map((n) => `reader${n}@${domain}`));
    expect(await findArchiveState(app.db, publication.id, id)).toMatchObject({ isPublic: false });
    expect(await why(publication, `reader1@${domain}`, id)).toMatchObject([
      { holds: true, params: { segment: 'From the fair' } },
    ]);
  });

  test('asks a second person by the readers of the segment alone', async () => {
    const { publication, audience } = await make('second');
    await updatePublication(app, publication.slug, { secondPersonAbove: 3 });
    const state = async (fields: object) => {
      const id = await makeLetter(app, publication, fields);
      await scheduleLetter(app, publication.id, id, {});
      return (await getSendRow(app.db, publication.id, id)).status;
    };
    expect(await state({ audience })).toBe('scheduled');
    expect(await state({})).toBe('held');
  });

  test('names a segment of its own publication, and an older version brings it back', async () => {
    const { publication, segment, audience } = await make('own');
    const other = await makePublication(app);
    const refused = { code: 'invalid-input', errors: [{ field: 'audience.segment' }] };
    await expect(makeLetter(app, other, { audience })).rejects.toMatchObject(refused);
    await expect(viewDraftAudience(app, other.id, audience, {})).rejects.toMatchObject({
      errors: [{ field: 'segment' }],
    });
    const id = await makeLetter(app, publication, { audience });
    await changeLetter(app, publication.id, id, { audience: { topics: [], rhythm: null } });
    await app.db('letters').update({ stretch_at: new Date(0) });
    await changeLetter(app, publication.id, id, { audience });
    await changeLetter({ ...app, actor: 'user:77' }, publication.id, id, {
      audience: { topics: [], rhythm: null },
    });
    const [version] = await listVersions(app, publication.id, id);
    await restoreVersion(app, publication.id, id, version?.id ?? 0);
    const { letter } = await getSendDetails(app.db, publication.id, id);
    expect(letter?.segment).toBe(segment.id);
  });
});

describe('A segment', () => {
  test('that a send is for cannot be deleted before it went out; afterwards it can, and the send still tells of it', async () => {
    const { publication, domain, segment, audience } = await make('use');
    const id = await makeLetter(app, publication, { audience });
    await expect(removeSegment(app, publication, segment.id)).rejects.toMatchObject({
      code: 'segment-in-use',
    });
    await scheduleLetter(app, publication.id, id, {});
    await prepareDueSends(app, KINDS);
    await removeSegment(app, publication, segment.id);
    await deliver(app);
    expect(gotBy(domain)).toHaveLength(2);
    expect(await why(publication, `reader4@${domain}`, id)).toMatchObject([
      { holds: false, params: { segment: 'From the fair' } },
    ]);
    await expect(copyLetter(app, publication.id, id)).rejects.toMatchObject({ code: 'segment-gone' });
  });

  test('that is deleted while a letter for it is written leaves no letter for everybody', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { publication, segment, audience } = await make(`race${round}`);
      const [written, removed] = await Promise.allSettled([
        createDraft(app, publication.id, { audience }),
        removeSegment(app, publication, segment.id),
      ]);
      if (written.status === 'fulfilled') {
        expect(removed).toMatchObject({ status: 'rejected', reason: { code: 'segment-in-use' } });
        const { letter } = await getSendDetails(app.db, publication.id, written.value.id);
        expect(letter?.segment).toBe(segment.id);
      } else {
        expect(written.reason).toMatchObject({ code: 'invalid-input' });
        expect(removed.status).toBe('fulfilled');
      }
    }
  });

  test('that is gone from a send all the same makes it a send for nobody', async () => {
    const { publication, domain, segment, audience } = await make('gone');
    const id = await makeLetter(app, publication, { audience });
    await app.db('segments').where({ id: segment.id }).delete();
    await scheduleLetter(app, publication.id, id, {});
    await prepareDueSends(app, KINDS);
    await deliver(app);
    expect(gotBy(domain)).toEqual([]);
    expect(await why(publication, `reader1@${domain}`, id)).toMatchObject([
      { holds: false, params: { segment: null } },
    ]);
  });

  test('may be the audience of several letters, which have different readers by their topics', async () => {
    const { publication, domain, audience } = await make('topics');
    await prepareLetter(app, publication, { audience: { ...audience, rhythm: 'weekly' } });
    await deliver(app);
    expect(gotBy(domain)).toEqual([]);
  });
});
