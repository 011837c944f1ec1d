import { useDesk } from '../use-desk.ts';
import { Group, Setting, type GroupProps } from './Setting.tsx';

export function SenderGroup({ form }: GroupProps) {
  const { sender } = useDesk().words.settings;
  return (
    <Group title={sender}>
      <Setting form={form} name="fromName" required />
      <Setting form={form} name="fromAddress" type="email" required />
      <Setting form={form} name="replyTo" type="email" />
      <Setting form={form} name="inboundDomain" />
    </Group>
  );
}
