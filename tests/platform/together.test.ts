import { expect, test, vi } from 'vitest';
import { together } from '../../src/platform/together.ts';

/** Work that ends when it is told to, and notes who shared a batch. */
function onCommand() {
  const batches: string[][] = [];
  const ends: (() => void)[] = [];
  const work = async (ones: string[]) => {
    batches.push(ones);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (ones.includes('poison')) throw new Error(`failed with ${ones.length}`);
    return ones.map((one) => (one === 'refused' ? new Error('no') : one.toUpperCase()));
  };
  return { batches, work, endNext: () => ends.shift()?.() };
}

test('Who comes alone waits for nobody; who comes meanwhile shares the next batch, and nobody is answered before it ended', async () => {
  const { batches, work, endNext } = onCommand();
  const ask = together(work, { most: 3 });
  const answers = ['a', 'b', 'c', 'd', 'e'].map(ask);
  const isFirstDone = vi.fn();
  void answers[0]?.then(isFirstDone);
  await Promise.resolve();
  expect(batches).toEqual([['a']]);
  expect(isFirstDone).not.toHaveBeenCalled();
  for (const _ of [1, 2, 3]) {
    endNext();
    await vi.waitFor(() => expect(batches.length).toBeGreaterThan(0));
    await new Promise(setImmediate);
  }
  expect(await Promise.all(answers)).toEqual(['A', 'B', 'C', 'D', 'E']);
  expect(batches).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
});

test('Two that have something in common never share a batch, and keep their order', async () => {
  const { batches, work, endNext } = onCommand();
  const ask = together(work, { keysOf: (one) => one.split('') });
  const answers = ['x', 'ab', 'bc', 'c', 'd'].map(ask);
  for (const _ of answers) {
    endNext();
    await new Promise(setImmediate);
  }
  await Promise.all(answers);
  expect(batches).toEqual([['x'], ['ab', 'd'], ['bc'], ['c']]);
});

test('What goes wrong for one goes wrong for nobody else', async () => {
  const { batches, work, endNext } = onCommand();
  const ask = together(work);
  const answers = Promise.allSettled(['first', 'good', 'poison', 'refused', 'fine'].map(ask));
  for (let n = 0; n < 8; n += 1) {
    endNext();
    await new Promise(setImmediate);
  }
  expect((await answers).map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual(
    ['FIRST', 'GOOD', 'Error: failed with 1', 'Error: no', 'FINE'],
  );
  expect(batches.slice(1)).toEqual([
    ['good', 'poison', 'refused', 'fine'],
    ['good'],
    ['poison'],
    ['refused'],
    ['fine'],
  ]);
});

test('A batch that waits for a lock holds nobody up, and not all connections wait with it', async () => {
  vi.useFakeTimers();
  const { batches, work, endNext } = onCommand();
  const ask = together(work);
  for (const one of ['stuck', 'second', 'third', 'fourth']) {
    void ask(one);
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(batches).toEqual([['stuck'], ['second'], ['third']]);
  endNext();
  await vi.advanceTimersByTimeAsync(0);
  expect(batches.at(-1)).toEqual(['fourth']);
  vi.useRealTimers();
});

test('A crowd goes beside the batch that is under way, except those who have something in common with it', async () => {
  const { batches, work, endNext } = onCommand();
  const ask = together(work, { crowd: 2, keysOf: (one) => one.split('') });
  const answers = ['ab', 'b', 'c', 'd', 'a'].map(ask);
  expect(batches).toEqual([['ab'], ['c'], ['d']]);
  for (const _ of answers) {
    endNext();
    await new Promise(setImmediate);
  }
  await Promise.all(answers);
  expect(batches).toEqual([['ab'], ['c'], ['d'], ['b', 'a']]);
});

test('Those who are patient share a batch when they come in the same moment', async () => {
  const { batches, work, endNext } = onCommand();
  const ask = together(work, { isPatient: true });
  const answers = ['a', 'b'].map(ask);
  await new Promise(setImmediate);
  endNext();
  await Promise.all(answers);
  expect(batches).toEqual([['a', 'b']]);
});
