import { useDesk } from '../use-desk.ts';
import { Group, Setting, type GroupProps } from './Setting.tsx';

export function LookGroup({ form }: GroupProps) {
  const { look } = useDesk().words.settings;
  return (
    <Group title={look}>
      <Setting form={form} name="accentColor" type="color" />
      <Setting form={form} name="logoUrl" type="url" />
      <Setting form={form} name="consentText" rows={3} />
    </Group>
  );
}
