import { z } from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import { line, parseInput } from '../platform/input.ts';
import type { Topic } from '../publications/index.ts';
import {
  timeZoneField,
  topicsField,
  waysFields,
  type Subscriber,
  type SubscriberChanges,
} from '../subscribers/index.ts';
import { localTime } from './local-time.ts';
import { readSetting } from './read-setting.ts';

const fieldsOf = (topics: Topic[]) => ({
  ...waysFields,
  name: line('The name', 100).optional(),
  topics: topicsField(topics).optional(),
  timeZone: timeZoneField.nullable().optional(),
});

export const SETTINGS_HELP =
  'such as rhythm=weekly, topics=sport,arts, timeZone=Europe/Berlin, localHour=7, busyDayCap=4 (0: no limit), ' +
  'pausedUntil=2027-05-01T07:00:00Z, language=de, name=Ada; with nothing after the sign, as the publication has it';

/** `rhythm=weekly` and the like as changes of a subscriber. @throws InvalidInput */
export function readWays(settings: string[], topics: Topic[]): SubscriberChanges {
  const fields = fieldsOf(topics);
  const given = settings.map((setting) => {
    const [, name = setting, text = ''] = /^(\w+)=(.*)$/s.exec(setting) ?? [];
    const field = Object.entries(fields).find(([known]) => known === name)?.[1];
    if (field) return [name, name === 'topics' && text === '' ? [] : readSetting(field, text)];
    throw new InvalidInput([
      { field: name, message: `${name} is none of ${Object.keys(fields).join(', ')}.` },
    ]);
  });
  const { topics: topicIds, ...changes } = parseInput(z.object(fields), Object.fromEntries(given));
  return { ...changes, topicIds };
}

type Shown = Omit<Subscriber, 'publicationId' | 'deliveryAddress' | 'topicIds'> & { topics: string[] };

/** How a subscriber gets mail, in lines. */
export function sayWays(subscriber: Shown, zone: string): string[] {
  const { rhythm, rhythmChosenAt, topics, localHour, timeZone, busyDayCap, pausedUntil, language } =
    subscriber;
  return [
    `Rhythm: ${rhythm}${rhythmChosenAt ? '' : ' (the default)'}; topics: ${topics.join(', ') || 'all'}`,
    ...(localHour === null ? [] : [`Digests at ${localHour}:00`]),
    ...(timeZone === null ? [] : [`Time zone: ${timeZone}`]),
    ...(busyDayCap === null
      ? []
      : [`Single mails a day: ${busyDayCap === 0 ? 'no limit' : `at most ${busyDayCap}`}`]),
    ...(pausedUntil === null ? [] : [`Paused until ${localTime(pausedUntil, zone)}`]),
    ...(language === null ? [] : [`Language: ${language}`]),
  ];
}
