import { SIGN_UP_CHECKS, type Publication } from '../../../publications/index.ts';
import { useDesk } from '../use-desk.ts';
import { languages, spokenLanguages, timeZones } from './choices.ts';
import { Group, Setting, type GroupProps } from './Setting.tsx';

const choice = ({ no, yes }: { no: string; yes: string }) => [
  { value: 'false', text: no },
  { value: 'true', text: yes },
];

const signUpChecks = (says: Record<Publication['signUpCheck'], string>) =>
  SIGN_UP_CHECKS.map((value) => ({ value, text: says[value] }));

export function PublicationGroup({ form }: GroupProps) {
  const desk = useDesk();
  const { publication, listed, archived, indexed, checks, languagesHint } = desk.words.settings;
  return (
    <Group title={publication}>
      <Setting form={form} name="name" required />
      <Setting form={form} name="description" />
      <Setting form={form} name="siteUrl" type="url" required />
      <Setting form={form} name="postalAddress" rows={2} />
      <Setting form={form} name="imprintUrl" type="url" />
      <Setting form={form} name="privacyUrl" type="url" />
      <Setting form={form} name="isListed" options={choice(listed)} />
      <Setting form={form} name="archive" options={choice(archived)} />
      <Setting form={form} name="archiveIndexed" options={choice(indexed)} />
      <Setting form={form} name="signUpCheck" options={signUpChecks(checks)} />
      <Setting form={form} name="timeZone" options={timeZones()} />
      <Setting form={form} name="language" options={languages(desk, form.values['language'])} />
      <Setting form={form} name="languages" hint={languagesHint(spokenLanguages(desk))} />
    </Group>
  );
}
