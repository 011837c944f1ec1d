import { useDesk } from '../use-desk.ts';
import { languages, spokenLanguages, timeZones } from './choices.ts';
import { Group, Setting, type GroupProps } from './Setting.tsx';

export function PublicationGroup({ form }: GroupProps) {
  const desk = useDesk();
  const { publication, listed, languagesHint } = desk.words.settings;
  const places = [
    { value: 'false', text: listed.no },
    { value: 'true', text: listed.yes },
  ];
  return (
    <Group title={publication}>
      <Setting form={form} name="name" required />
      <Setting form={form} name="description" />
      <Setting form={form} name="siteUrl" type="url" required />
      <Setting form={form} name="postalAddress" rows={2} />
      <Setting form={form} name="imprintUrl" type="url" />
      <Setting form={form} name="privacyUrl" type="url" />
      <Setting form={form} name="isListed" options={places} />
      <Setting form={form} name="timeZone" options={timeZones()} />
      <Setting form={form} name="language" options={languages(desk, form.values['language'])} />
      <Setting form={form} name="languages" hint={languagesHint(spokenLanguages(desk))} />
    </Group>
  );
}
