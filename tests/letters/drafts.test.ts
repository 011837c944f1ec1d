import { beforeAll, describe, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds.ts';
import { createUser } from '../../src/accounts/index.ts';
import {
  bePresent,
  changeLetter,
  copyLetter,
  createDraft,
  deleteLetter,
  findFaults,
  getSendDetails,
  getVersion,
  hasWords,
  keepWords,
  listDrafts,
  listVersions,
  mergeDraft,
  restoreVersion,
  saveDraft,
  scheduleLetter,
} from '../../src/letters/index.ts';
import { asActor } from '../../src/platform/app.ts';
import { InvalidInput } from '../../src/platform/errors.ts';
import { updatePublication, type Publication } from '../../src/publications/index.ts';
import { cancelSend, prepareDueSends } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeLetter } from '../support/sends/letters.ts';

const app = await createTestApp();
const mira = asActor(app, 'user:1');
const jonas = asActor(app, 'user:2');
let publication: Publication;
const show = (id: number) => getSendDetails(app.db, publication.id, id);
const save = (who: typeof mira, id: number, fields: object, version?: number) =>
  saveDraft(who, publication.id, id, fields, version);
const versionsOf = (id: number) => listVersions(app, publication.id, id);
const writeNew = async (fields: object = {}) => (await createDraft(mira, publication.id, fields)).id;
/** As if the last change and the last version had been made that long ago. */
async function age(id: number, minutes: number): Promise<void> {
  const earlier = `- make_interval(mins => ?)`;
  await app.db.raw(
    `update letters set written_at = written_at ${earlier}, stretch_at = stretch_at ${earlier} where send_id = ?`,
    [minutes, minutes, id],
  );
  await app.db.raw(`update letter_versions set kept_at = kept_at ${earlier} where send_id = ?`, [
    minutes,
    id,
  ]);
}

beforeAll(async () => {
  publication = await makePublication(app, {
    topics: [
      { slug: 'town', name: 'Town' },
      { slug: 'sport', name: 'Sport' },
    ],
  });
  for (const name of ['mira', 'jonas'])
    await createUser(mira, { email: `${name}@gazette.example`, role: 'editor' });
});

describe('A draft', () => {
  const UNFINISHED = {
    subject: '  ',
    preheader: 'x'.repeat(400),
    markdown: 'Dear {{ first_name }},\n\n*|FNAME|* {{ na',
  };

  test('is kept as it is written, however unfinished, and says what keeps it from going out', async () => {
    const id = await writeNew(UNFINISHED);
    expect(await show(id)).toMatchObject({
      subject: '  ',
      status: 'draft',
      version: 1,
      letter: { preheader: UNFINISHED.preheader, markdown: UNFINISHED.markdown },
    });
    expect((await findFaults(app, publication.id, UNFINISHED)).map(({ field }) => field)).toEqual([
      'subject',
      'preheader',
    ]);
    expect(await save(mira, id, { subject: 'A subject', preheader: '' }, 1)).toBe(2);
    const faults = await findFaults(app, publication.id, {
      ...UNFINISHED,
      subject: 'A subject',
      preheader: '',
    });
    expect(faults.map(({ field }) => field)).toEqual(['markdown', 'markdown']);
  });

  test.each([
    ['subject', { subject: '' }],
    ['markdown', { markdown: '' }],
    ['markdown', { markdown: 'Dear *|FNAME|*' }],
    ['markdown', { markdown: '>'.repeat(90_000) }],
    ['preheader', { preheader: 'x'.repeat(251) }],
  ])('with an impossible %s is not scheduled: %.60j', async (field, fault) => {
    const id = await writeNew({ subject: 'A subject', markdown: 'Text.', ...fault });
    const refusal = await scheduleLetter(mira, publication.id, id, {}).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidInput);
    expect((refusal as InvalidInput).errors.map((error) => error.field)).toEqual([field]);
    expect((await show(id)).status).toBe('draft');
  });

  test('that became unfinished after it was scheduled goes back to its editor', async () => {
    const id = await makeLetter(app, publication);
    await scheduleLetter(app, publication.id, id, {});
    await app.db.raw(`update sends set subject = '' where id = ?`, [id]);
    await prepareDueSends(app, KINDS);
    expect(await show(id)).toMatchObject({
      status: 'draft',
      reason: { code: 'letter-faulty', params: { faults: [{ kind: 'no-subject' }] } },
    });
  });

  test('keeps what cannot be stored out, and every other character', async () => {
    const id = await writeNew({ subject: 'two\r\nlines\0', markdown: 'a\r\nb\rc\0\ud800d' });
    expect(await show(id)).toMatchObject({ subject: 'two lines', letter: { markdown: 'a\nb\nc\ufffdd' } });
  });

  test('is made once by one form, also when it is sent twice at once', async () => {
    const made = await Promise.all(
      [1, 2, 3].map(() => createDraft(mira, publication.id, { subject: 'Once' }, 'a form')),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await createDraft(jonas, publication.id, {}, 'a form')).not.toMatchObject({ id: made[0]?.id });
    const trail = await auditTrail(app.db, `send:${made[0]?.id}`);
    expect(trail.map(({ action }) => action)).toEqual(['send.created']);
  });

  test('keeps its audience when only its words are changed, also when its topic is gone', async () => {
    const of = await makePublication(app, { topics: [{ slug: 'town', name: 'Town' }] });
    const { id } = await createDraft(mira, of.id, { audience: { topics: ['town'] } });
    await updatePublication(app, of.slug, { topics: [{ slug: 'sport', name: 'Sport' }] });
    await saveDraft(mira, of.id, id, { subject: 'Changed', markdown: 'Text.' });
    await changeLetter(mira, of.id, id, { subject: 'Changed again' });
    const { rows } = await app.db.raw('select is_for_all from sends where id = ?', [id]);
    expect(rows).toEqual([{ is_for_all: false }]);
    const copy = await copyLetter(mira, of.id, id);
    expect((await app.db.raw('select is_for_all from sends where id = ?', [copy.id])).rows).toEqual(rows);
  });
});

describe('A save', () => {
  test('counts the version up, and a repeat whose answer was lost changes nothing', async () => {
    const id = await writeNew();
    expect(await save(mira, id, { subject: 'One' }, 1)).toBe(2);
    expect(await save(mira, id, { subject: 'One' }, 1)).toBe(2);
    expect(await save(mira, id, { subject: 'Two' }, 2)).toBe(3);
  });

  test('of a draft that somebody else has changed since is refused, and says what is there', async () => {
    const id = await writeNew({ subject: 'A', markdown: 'Text' });
    await save(jonas, id, { subject: 'By Jonas' }, 1);
    const refusal = save(mira, id, { subject: 'By Mira' }, 1);
    await expect(refusal).rejects.toMatchObject({
      code: 'stale-version',
      facts: {
        version: 2,
        current: { version: 2, subject: 'By Jonas', markdown: 'Text', writtenBy: 'user:2' },
      },
    });
    expect((await show(id)).subject).toBe('By Jonas');
  });

  test('wins once when many save the same version at once', async () => {
    const id = await writeNew();
    const saves = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((turn) => save(turn % 2 ? mira : jonas, id, { subject: `Turn ${turn}` }, 1)),
    );
    expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await show(id)).version).toBe(2);
  });

  test('leaves one line in the audit log for each stretch of writing, and not one for each key (SEC-10)', async () => {
    const id = await writeNew();
    for (const turn of [1, 2, 3, 4]) await save(mira, id, { subject: `Turn ${turn}` });
    await save(jonas, id, { subject: 'By Jonas' });
    const trail = await auditTrail(app.db, `send:${id}`);
    expect(trail.map(({ actor, action }) => [actor, action])).toEqual([
      ['user:1', 'send.created'],
      ['user:1', 'send.changed'],
      ['user:2', 'send.changed'],
    ]);
  });

  test('that was looked at is what is scheduled: not what somebody wrote meanwhile', async () => {
    const id = await makeLetter(mira, publication);
    await save(jonas, id, { subject: 'By Jonas' }, 1);
    const schedule = (version: number) => scheduleLetter(mira, publication.id, id, { version });
    await expect(schedule(1)).rejects.toMatchObject({ code: 'stale-version' });
    expect((await schedule(2)).status).toBe('scheduled');
    await expect(save(jonas, id, { subject: 'Too late' }, 2)).rejects.toMatchObject({
      code: 'send-is-scheduled',
    });
    await cancelSend(app, publication.id, id);
  });
});

describe('Versions', () => {
  test('are kept when somebody else begins to write, and after ten minutes: not at each save', async () => {
    const id = await writeNew({ subject: 'First' });
    for (const turn of [1, 2, 3]) await save(mira, id, { subject: `Mira ${turn}` });
    expect(await versionsOf(id)).toEqual([]);
    await save(jonas, id, { subject: 'Jonas 1' }, 4);
    await save(jonas, id, { subject: 'Jonas 2' }, 5);
    await age(id, 11);
    await save(jonas, id, { subject: 'Jonas 3' }, 6);
    const versions = await versionsOf(id);
    expect(versions.map(({ subject, writtenBy, why }) => [subject, writtenBy, why])).toEqual([
      ['Jonas 2', 'user:2', 'left'],
      ['Mira 3', 'user:1', 'left'],
    ]);
  });

  test('are kept of what somebody else wrote before a program overwrites it unseen', async () => {
    const id = await writeNew({ subject: 'First' });
    for (const [who, subject] of [
      [jonas, 'B'],
      [mira, 'C'],
      [jonas, 'D'],
    ] as const)
      await save(who, id, { subject });
    expect((await versionsOf(id)).map(({ subject }) => subject)).toEqual(['C', 'B', 'First']);
  });

  test('show word by word what has changed since, and can be restored without losing what stands there', async () => {
    const id = await writeNew({ subject: 'Old', markdown: 'It comes at eight.' });
    await save(jonas, id, { subject: 'New', markdown: 'It comes at nine.' }, 1);
    const [old] = await versionsOf(id);
    const { changes } = await getVersion(app, publication.id, id, old?.id ?? 0);
    expect(changes.markdown).toEqual([
      { kind: 'same', text: 'It comes at ' },
      { kind: 'out', text: 'eight.' },
      { kind: 'in', text: 'nine.' },
    ]);
    expect(await restoreVersion(mira, publication.id, id, old?.id ?? 0, 2)).toBe(3);
    expect(await show(id)).toMatchObject({ subject: 'Old', letter: { markdown: 'It comes at eight.' } });
    const [before] = await versionsOf(id);
    expect(before).toMatchObject({ why: 'before-restore', subject: 'New', writtenBy: 'user:2', version: 2 });
    await expect(restoreVersion(mira, publication.id, id, old?.id ?? 0, 2)).rejects.toMatchObject({
      code: 'stale-version',
    });
  });

  test('are kept before a letter is scheduled, and go with a draft that is deleted', async () => {
    const id = await makeLetter(mira, publication);
    await scheduleLetter(mira, publication.id, id, {});
    expect((await versionsOf(id)).map(({ why }) => why)).toEqual(['before-schedule']);
    await cancelSend(app, publication.id, id);
    const other = await writeNew();
    await save(jonas, other, { subject: 'Changed' });
    await bePresent(mira, publication.id, other, { userId: 1, isWriting: true });
    await deleteLetter(mira, publication.id, other);
    const { rows } = await app.db.raw('select from letter_versions where send_id = ?', [other]);
    expect(rows).toEqual([]);
  });

  test('are a hundred at most: the oldest go', async () => {
    const id = await writeNew({ subject: 'Turn 0' });
    for (let turn = 1; turn <= 104; turn += 1)
      await save(turn % 2 ? jonas : mira, id, { subject: `Turn ${turn}` });
    const subjects = (await versionsOf(id)).map(({ subject }) => subject);
    expect(subjects).toHaveLength(100);
    expect([subjects[0], subjects.at(-1)]).toEqual(['Turn 103', 'Turn 4']);
  });

  test('of another send are not found', async () => {
    const id = await writeNew({ subject: 'A' });
    await save(jonas, id, { subject: 'B' });
    const [version] = await versionsOf(id);
    const other = await writeNew();
    await expect(getVersion(app, publication.id, other, version?.id ?? 0)).rejects.toThrow('not found');
    await expect(restoreVersion(app, publication.id, other, version?.id ?? 0)).rejects.toThrow('not found');
  });
});

describe('Two people who write at once', () => {
  const BASE = { subject: 'A subject', preheader: '', markdown: 'First.\n\nSecond.\n\nThird.\n' };
  async function both(mine: object, theirs: object) {
    const id = await writeNew(BASE);
    await save(jonas, id, theirs, 1);
    const merge = (take?: 'both' | 'mine' | 'theirs', version?: number) =>
      mergeDraft(mira, publication.id, id, { base: BASE, mine: { ...BASE, ...mine }, take, version });
    return { id, merge };
  }

  test('both have their words in the draft where they changed different places', async () => {
    const { id, merge } = await both(
      { markdown: BASE.markdown.replace('First', 'Mira’s first') },
      { subject: 'By Jonas', markdown: BASE.markdown.replace('Third', 'Jonas’s third') },
    );
    const merged = await merge();
    expect(merged).toMatchObject({
      is: 'merged',
      version: 3,
      edits: [{ from: 24, to: 30, insert: 'Jonas’s third.' }],
    });
    expect(await show(id)).toMatchObject({
      subject: 'By Jonas',
      letter: { markdown: 'Mira’s first.\n\nSecond.\n\nJonas’s third.\n' },
    });
  });

  test('are asked where they changed the same place, and nothing is written until they chose', async () => {
    const { id, merge } = await both(
      { subject: 'By Mira', markdown: BASE.markdown.replace('Second', 'Mira’s') },
      { subject: 'By Jonas', markdown: BASE.markdown.replace('Second', 'Jonas’s') },
    );
    expect(await merge()).toMatchObject({
      is: 'overlapping',
      current: { version: 2, writtenBy: 'user:2' },
      overlaps: [
        { field: 'subject', base: 'A subject', mine: 'By Mira', theirs: 'By Jonas' },
        { field: 'markdown', base: 'Second.\n', mine: 'Mira’s.\n', theirs: 'Jonas’s.\n' },
      ],
    });
    expect((await show(id)).version).toBe(2);
    expect(await versionsOf(id)).toHaveLength(1);
  });

  test.each([
    ['both', 'By Jonas / By Mira', 'First.\n\nJonas’s.\n\nMira’s.\n\nThird.\n'],
    ['mine', 'By Mira', 'First.\n\nMira’s.\n\nThird.\n'],
    ['theirs', 'By Jonas', 'First.\n\nJonas’s.\n\nThird.\n'],
  ] as const)(
    'may take %s; the text that is not taken is kept as a version',
    async (take, subject, markdown) => {
      const { id, merge } = await both(
        { subject: 'By Mira', markdown: BASE.markdown.replace('Second', 'Mira’s') },
        { subject: 'By Jonas', markdown: BASE.markdown.replace('Second', 'Jonas’s') },
      );
      await expect(merge(take, 1)).rejects.toMatchObject({ code: 'stale-version' });
      await merge(take, 2);
      expect(await show(id)).toMatchObject({ subject, letter: { markdown } });
      await merge(take, 2).catch(() => {});
      const texts = [...(await versionsOf(id)).map((version) => version.subject), (await show(id)).subject];
      expect(texts).toContain('By Jonas');
      expect(texts.includes('By Mira') || subject === 'By Mira').toBe(true);
      expect((await show(id)).letter?.markdown).toBe(markdown);
    },
  );

  test('an audience that both changed stays as it was saved first, whatever else is taken from both', async () => {
    const { id, merge } = await both(
      { audience: { topics: ['town'] } },
      { audience: { topics: ['sport'] }, subject: 'By Jonas' },
    );
    expect(await merge()).toMatchObject({ overlaps: [{ field: 'audience', mine: 'town', theirs: 'sport' }] });
    await merge('both', 2);
    expect(await show(id)).toMatchObject({ subject: 'By Jonas', letter: { topics: ['sport'] } });
  });
});

describe('Words of a letter that somebody wrote elsewhere', () => {
  test('are known when the letter says them, or a version of it', async () => {
    const id = await writeNew({ subject: 'First', markdown: 'Text' });
    const knows = (fields: object) => hasWords(mira, publication.id, id, fields);
    expect([await knows({ markdown: 'Text' }), await knows({ markdown: 'Words' })]).toEqual([true, false]);
    await keepWords(mira, publication.id, id, { markdown: 'Words' });
    expect(await knows({ subject: 'First', markdown: 'Words' })).toBe(true);
    await save(jonas, id, { markdown: 'Other' });
    expect(await knows({ markdown: 'Text' })).toBe(true);
  });
});

describe('Who is in a draft', () => {
  test('is seen for half a minute after their last sign, as looking or writing', async () => {
    const id = await writeNew({ subject: 'Together' });
    await bePresent(jonas, publication.id, id, { userId: 2, isWriting: true });
    const seen = await bePresent(mira, publication.id, id, { userId: 1, isWriting: false });
    expect(seen).toEqual({
      version: 1,
      here: [
        { userId: 1, isWriting: false },
        { userId: 2, isWriting: true },
      ],
    });
    const drafts = await listDrafts(app.db, publication.id);
    expect(drafts[0]).toMatchObject({ id, subject: 'Together', writtenBy: 'user:1', here: seen.here });
    await app.db.raw(
      `update letter_presence set seen_at = seen_at - interval '31 seconds' where user_id = 2`,
    );
    expect((await bePresent(mira, publication.id, id, { userId: 1, isWriting: false })).here).toEqual([
      { userId: 1, isWriting: false },
    ]);
  });

  test('who closed the page is forgotten within the hour', async () => {
    const id = await writeNew();
    await bePresent(jonas, publication.id, id, { userId: 2, isWriting: false });
    await app.db.raw(`update letter_presence set seen_at = seen_at - interval '2 hours'`);
    await bePresent(mira, publication.id, id, { userId: 1, isWriting: false });
    expect((await app.db.raw('select user_id from letter_presence')).rows).toEqual([{ user_id: 1 }]);
  });
});

describe('A letter that is used again', () => {
  test('is a new draft of the same words for the same readers', async () => {
    const id = await makeLetter(mira, publication, { preheader: 'Beside', audience: { topics: ['town'] } });
    const copies = await Promise.all([1, 2].map(() => copyLetter(jonas, publication.id, id, 'one form')));
    expect(copies[0]?.id).toBe(copies[1]?.id);
    expect(await show(copies[0]?.id ?? 0)).toMatchObject({
      status: 'draft',
      subject: 'A word from the editor',
      version: 1,
      letter: { preheader: 'Beside', topics: ['town'], schedule: null },
    });
  });
});
