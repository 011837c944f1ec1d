import { useDesk } from '../use-desk.ts';
import { Group, Setting, type GroupProps } from './Setting.tsx';

export function ReviewGroup({ form }: GroupProps) {
  const { review, silence } = useDesk().words.settings;
  const ends = [
    { value: 'send', text: silence.send },
    { value: 'hold', text: silence.hold },
  ];
  return (
    <Group title={review}>
      <Setting form={form} name="reviewMinutes" type="number" min={0} max={1440} />
      <Setting form={form} name="onSilence" options={ends} />
      <Setting form={form} name="secondPersonAbove" type="number" min={0} />
    </Group>
  );
}
