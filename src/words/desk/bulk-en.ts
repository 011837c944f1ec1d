import { countEn } from './count.ts';

const readers = (count: number) => countEn(count, 'reader', 'readers');

/** Changes of many readers at once. */
export const bulkEn = {
  pickAll: 'Pick all on this page',
  pick: (who: string) => `Pick ${who}`,
  what: 'What to do with them',
  goOn: 'Go on with those picked',
  goOnWithAll: (count: string) => `Go on with all ${count}`,
  picked: (count: string) => `${count} picked.`,
  pickThem: 'Pick readers in the list, or take all that it finds.',
  earlier: 'Earlier changes',
  none: 'Nobody has changed many readers at once yet',
  noneText:
    'Pick readers in the list, then choose what to do with them. You see what happens before it does.',
  actions: {
    pause: 'Pause until a day…',
    unsubscribe: 'Unsubscribe',
    erase: 'Erase for good',
    'set-rhythm': 'Set the rhythm',
    'add-topic': 'Add a topic',
    'remove-topic': 'Take a topic away',
  },
  titles: {
    pause: (count: number, _value: string) => `Pause ${readers(count)}?`,
    unsubscribe: (count: number, _value: string) => `Unsubscribe ${readers(count)}?`,
    erase: (count: number, _value: string) => `Erase ${readers(count)} for good?`,
    'set-rhythm': (count: number, value: string) => `Set the rhythm of ${readers(count)}: ${value}?`,
    'add-topic': (count: number, value: string) => `Add ${value} to ${readers(count)}?`,
    'remove-topic': (count: number, value: string) => `Take ${value} away from ${readers(count)}?`,
  },
  effects: {
    pause: (count: number) =>
      `${readers(count)} will get no mail until that day. What comes meanwhile is told in one mail then.`,
    unsubscribe: (count: number) => `${readers(count)} will get no more mail of this publication.`,
    erase: (count: number) =>
      `${readers(count)} will be erased from every publication of this installation, with what they chose and what they got. Only a keyed hash of each address stays, so that no list brings them back.`,
    'set-rhythm': (count: number) =>
      `${readers(count)} will change. Their next mail tells them, with a button that takes it back.`,
    'add-topic': (count: number) => `${readers(count)} will get this topic from now on.`,
    'remove-topic': (count: number) => `${readers(count)} will no longer get this topic.`,
  },
  undoable: 'You can undo this for 24 hours.',
  final: {
    unsubscribe: 'You cannot undo this. Only the people themselves can come back, by signing up.',
    erase: 'You cannot undo this, and nobody can tell afterwards who they were.',
  },
  stay: 'These stay as they are:',
  nothing: 'Nobody would change.',
  unchanged: {
    'chose-themselves': (count: number) =>
      `${countEn(count, 'reader', 'readers')} chose their rhythm themselves and keep it.`,
    same: (count: number) => `${countEn(count, 'reader has', 'readers have')} it already.`,
    'follows-everything': (count: number) =>
      `${countEn(count, 'reader follows', 'readers follow')} everything, with topics to come.`,
    'only-topic': (count: number) =>
      `${countEn(count, 'reader follows', 'readers follow')} this topic alone: without it they would get everything.`,
    pending: (count: number) => `${countEn(count, 'reader has', 'readers have')} not confirmed yet.`,
    left: (count: number) => `${countEn(count, 'reader has', 'readers have')} left.`,
    bounced: (count: number) =>
      `${countEn(count, 'reader has', 'readers have')} a mailbox that does not exist.`,
    complained: (count: number) => `${countEn(count, 'reader', 'readers')} complained and get no mail.`,
    gone: (count: number) => `${countEn(count, 'reader is', 'readers are')} not here, or not any more.`,
  },
  until: 'Until',
  untilHint: 'They get mail again from this day on.',
  evenChosen: (count: number) =>
    `Change the ${readers(count)} who chose themselves, too. Their next mail tells them, with a button that takes it back.`,
  do: {
    pause: (count: number) => `Pause ${readers(count)}`,
    unsubscribe: (count: number) => `Unsubscribe ${readers(count)}`,
    erase: (count: number) => `Erase ${readers(count)}`,
    'set-rhythm': (count: number) => (count === 0 ? 'Change the rhythm' : `Change ${readers(count)}`),
    'add-topic': (count: number) => `Change ${readers(count)}`,
    'remove-topic': (count: number) => `Change ${readers(count)}`,
  },
  leave: 'Leave it',
  changed: (count: number) => `${countEn(count, 'reader', 'readers')} changed.`,
  restored: (count: number) => `${countEn(count, 'reader has', 'readers have')} back what they had.`,
  touched: (count: number) =>
    `${countEn(count, 'reader was', 'readers were')} changed again since and stay as they are.`,
  ofPicked: (changed: string, picked: string) => `${changed} of ${picked} changed`,
  states: {
    running: 'Under way',
    finished: 'Finished',
    undoing: 'Being undone',
    undone: 'Undone',
  },
  underWay: 'This goes on by itself, also when you leave this page.',
  again: 'Look again',
  undoUntil: (moment: string) => `You can undo this until ${moment}.`,
  undo: 'Undo it',
};
export type BulkWords = typeof bulkEn;

type Params = Record<string, string>;

export const bulkNoticesEn = {
  'bulk-nobody': 'Nobody is picked. Pick readers in the list first.',
  'bulk-undoable': ({ readers: changed = '', until = '' }: Params) =>
    `Readers changed: ${changed}. You can undo this until ${until}.`,
  'bulk-done': ({ readers: changed = '' }: Params) => `Readers changed: ${changed}.`,
  'bulk-undone': ({ readers: restored = '' }: Params) =>
    `Undone. Readers who have back what they had: ${restored}.`,
};
