import { WEEKDAYS } from '../../../publications/index.ts';
import { useDesk } from '../use-desk.ts';
import { rhythms } from './choices.ts';
import type { NextDigests } from './next-digests.ts';
import { Group, Setting, type GroupProps } from './Setting.tsx';

interface Props extends GroupProps {
  next: NextDigests;
}

/** What readers get who have not chosen, and when digests go out. */
export function RhythmGroup({ form, next }: Props) {
  const desk = useDesk();
  const { rhythm, weekdays } = desk.words.settings;
  const days = WEEKDAYS.map((value) => ({ value, text: weekdays[value] }));
  return (
    <Group title={rhythm}>
      <Setting form={form} name="defaultRhythm" options={rhythms(desk)} />
      <Setting form={form} name="busyDayCap" type="number" min={1} max={50} />
      <Setting form={form} name="dailyAt" hint={next.daily} autocomplete="off" />
      <Setting form={form} name="weeklyOn" options={days} />
      <Setting form={form} name="weeklyAt" hint={next.weekly} autocomplete="off" />
      <Setting form={form} name="digestMinArticles" type="number" min={1} max={50} />
      <Setting form={form} name="digestMaxArticles" type="number" min={1} max={100} />
    </Group>
  );
}
