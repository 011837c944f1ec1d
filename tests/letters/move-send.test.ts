import { beforeEach, describe, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds.ts';
import { getSendDetails, moveSend, scheduleLetter } from '../../src/letters/index.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import { listSendStories, pauseSend, prepareDueSends } from '../../src/sends/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { FALL_BACK, SPRING_FORWARD } from '../support/app/years.ts';
import { yieldingDb } from '../support/database/yielding-db.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { makeArticle } from '../support/sends/sends.ts';

const app = await createTestApp();
const HOUR = 3_600_000;
/** The same instant each time, also when a second ends between two calls. */
const BEGAN = Math.floor(Date.now() / 1000) * 1000;
const inHours = (hours: number) => new Date(BEGAN + hours * HOUR);
let publication: Publication;

beforeEach(async () => {
  await app.db.raw(`update sends set status = 'cancelled' where status <> 'sent'`);
  publication = await makePublication(app, { holdMinutes: 60 });
});

const show = (id: number) => getSendDetails(app.db, publication.id, id);
const move = (id: number, at: Date | string, was?: Date | null) =>
  moveSend(app, publication.id, id, {
    at: typeof at === 'string' ? at : at.toISOString(),
    ...(was && { was: was.toISOString() }),
  });

async function articleSend(): Promise<number> {
  const articleId = await makeArticle(app, publication);
  await planArticleSends(app);
  const [story] = await listSendStories(app.db, publication.id, articleId);
  return story?.id ?? 0;
}

async function scheduledLetter(at: Date | string): Promise<number> {
  const id = await makeLetter(app, publication);
  await scheduleLetter(app, publication.id, id, { at: typeof at === 'string' ? at : at.toISOString() });
  return id;
}

describe('A send that is moved', () => {
  test('of an article goes out then, and a repeat leaves no second line', async () => {
    const id = await articleSend();
    const { scheduledAt: was } = await show(id);
    const at = inHours(30);
    await move(id, at, was);
    await move(id, at, was);
    await planArticleSends(app);
    expect(await show(id)).toMatchObject({ status: 'scheduled', scheduledAt: at });
    const lines = await auditTrail(app.db, `send:${id}`);
    expect(lines.map(({ action }) => action)).toEqual(['send.moved']);
    expect(lines[0]?.details).toEqual({ from: was?.toISOString(), at: at.toISOString() });
  });

  test('of a letter keeps the time on the clock of its place, with what the clocks do that night (TIM-03)', async () => {
    const id = await scheduledLetter(`${FALL_BACK}T09:00`);
    await move(id, `${SPRING_FORWARD}T02:30`);
    const { scheduledAt, letter } = await show(id);
    expect(scheduledAt?.toISOString()).toBe(`${SPRING_FORWARD}T01:30:00.000Z`);
    expect(letter).toMatchObject({
      schedule: { wallTime: `${SPRING_FORWARD}T02:30:00`, timeZone: 'Europe/Berlin' },
      scheduleNote: { code: 'clocks-skip' },
    });
  });

  test('goes back where it was, unless somebody else moved it since', async () => {
    const id = await articleSend();
    const { scheduledAt: first } = await show(id);
    await move(id, inHours(30), first);
    await move(id, inHours(50), inHours(30));
    await expect(move(id, first ?? '', inHours(30))).rejects.toMatchObject({ code: 'send-moved-meanwhile' });
    await move(id, first ?? '', inHours(50));
    expect((await show(id)).scheduledAt).toEqual(first);
  });

  test('by two people who saw it in the same place is moved by one of them; the other is told', async () => {
    for (let when = 1; when <= 12; when += 1) {
      const id = await articleSend();
      const { scheduledAt: was } = await show(id);
      const input = (hours: number) => ({ at: inHours(hours).toISOString(), was: was?.toISOString() });
      const told: unknown[] = [];
      const { db, end } = yieldingDb(app.db, async (statement) => {
        if (statement !== when || told.length > 0) return;
        const other = moveSend(app, publication.id, id, input(30));
        told.push(other.catch((error: { code: string }) => error.code));
        await told[0];
      });
      told.push(
        await moveSend({ ...app, db }, publication.id, id, input(50)).catch(
          (error: { code: string }) => error.code,
        ),
      );
      await end();
      const refused = (await Promise.all(told)).filter((answer) => answer === 'send-moved-meanwhile');
      expect(refused.length, `at ${when}`).toBe(told.length - 1);
    }
  });

  test('cannot lie in the past, and an article cannot wait for more than 30 days', async () => {
    const id = await articleSend();
    await expect(move(id, inHours(-1))).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(move(id, inHours(24 * 31))).rejects.toMatchObject({ code: 'invalid-input' });
    const letter = await scheduledLetter(inHours(24 * 31));
    await move(letter, inHours(24 * 62));
  });

  test.each([
    ['of an article', articleSend],
    ['of a letter', () => scheduledLetter(inHours(5))],
  ])('%s that somebody paused meanwhile stays where it is, and the caller is told', async (_what, make) => {
    const id = await make();
    await pauseSend(app, publication.id, id);
    const before = await show(id);
    await expect(move(id, inHours(30), before.scheduledAt)).rejects.toMatchObject({ code: 'send-is-paused' });
    expect(await show(id)).toEqual(before);
  });
});

describe('A move while a worker takes the send (TIM-07)', () => {
  test.each([
    ['of an article', articleSend],
    ['of a letter', () => scheduledLetter(inHours(5))],
  ])('%s wins or is refused, whatever statement the worker comes between', async (_what, make) => {
    const ends = new Set<string>();
    for (let when = 1; when <= 16; when += 1) {
      const id = await make();
      await app.db.raw(`update sends set scheduled_at = now() - interval '1 second' where id = ?`, [id]);
      await app.db.raw(`update letters set wall_time = null where send_id = ?`, [id]);
      const at = inHours(30);
      const { db, end } = yieldingDb(app.db, async (statement) => {
        if (statement === when) await prepareDueSends(app, KINDS);
      });
      const told = await moveSend({ ...app, db }, publication.id, id, { at: at.toISOString() }).catch(
        (error: { code: string }) => error.code,
      );
      await end();
      const { status, scheduledAt } = await show(id);
      ends.add(status);
      if (typeof told === 'string') {
        expect(told).toMatch(/^send-is-(preparing|sending)$/);
        expect(status).toBe('sending');
      } else expect({ status, scheduledAt }).toEqual({ status: 'scheduled', scheduledAt: at });
      await app.db.raw(`update sends set status = 'cancelled' where id = ?`, [id]);
    }
    expect(ends).toEqual(new Set(['sending', 'scheduled']));
  });
});
