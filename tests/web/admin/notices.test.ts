import { describe, expect, test } from 'vitest';
import { createKeys } from '../../../src/platform/keys.ts';
import { deskIn } from '../../../src/words/index.ts';
import { pathSaying, saidBy } from '../../../src/web/admin/notices.ts';

const keys = createKeys(['one secret of this test']);
const queryOf = (path: string) => Object.fromEntries(new URL(path, 'http://desk.example').searchParams);
const read = (path: string, userId = 1, by = keys) => saidBy(by, queryOf(path), userId, deskIn('de'));
const undo = { to: '/admin/gazette/sends/7/unschedule', fields: { version: '3' } };

describe('What a page says first', () => {
  test('is in the language of whoever looks', () => {
    expect(read(pathSaying(keys, '/admin/gazette', 1, 'saved'))).toEqual({
      says: 'Die Einstellungen sind gespeichert.',
    });
  });

  test('offers the way back that the change named, also after what its address held before', () => {
    const path = pathSaying(keys, '/admin/gazette?view=week#day', 1, 'saved', undo);
    expect(path).toMatch(/^\/admin\/gazette\?view=week&said=[\w.-]+#day$/);
    expect(read(path)?.undo).toEqual(undo);
  });

  test('is signed for one person by this installation', () => {
    const path = pathSaying(keys, '/admin', 1, 'saved', undo);
    expect(read(path, 2)).toBeUndefined();
    expect(read(path, 1, createKeys(['another secret, a stranger’s']))).toBeUndefined();
    expect(read(path.replace(/said=./, 'said=f'), 1)).toBeUndefined();
  });

  test.each([
    '/admin?said=',
    '/admin?said=a.b.c',
    '/admin?said=%00',
    '/admin?notice=constructor',
    '/admin?notice=x',
  ])('is nothing for %s', (path) => expect(read(path)).toBeUndefined());
});
