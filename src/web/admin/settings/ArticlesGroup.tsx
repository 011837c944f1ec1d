import { useDesk } from '../use-desk.ts';
import { Group, Setting, type GroupProps } from './Setting.tsx';

export function ArticlesGroup({ form }: GroupProps) {
  const { articles, bodies, pages } = useDesk().words.settings;
  const shown = [
    { value: 'summary', text: bodies.summary },
    { value: 'full', text: bodies.full },
  ];
  const looks = [
    { value: 'false', text: pages.no },
    { value: 'true', text: pages.yes },
  ];
  return (
    <Group title={articles}>
      <Setting form={form} name="holdMinutes" type="number" min={0} max={10_080} />
      <Setting form={form} name="floodLimit" type="number" min={1} max={1000} />
      <Setting form={form} name="articleBody" options={shown} />
      <Setting form={form} name="checkPages" options={looks} />
    </Group>
  );
}
