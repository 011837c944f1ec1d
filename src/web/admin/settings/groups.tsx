import { SIGN_UP_CHECKS, type Publication } from '../../../publications/index.ts';
import { useDesk } from '../use-desk.ts';
import { languages, spokenLanguages, timeZones } from './choices.ts';
import { Setting, type GroupProps } from './Setting.tsx';

const choice = ({ no, yes }: { no: string; yes: string }) => [
  { value: 'false', text: no },
  { value: 'true', text: yes },
];

const signUpChecks = (says: Record<Publication['signUpCheck'], string>) =>
  SIGN_UP_CHECKS.map((value) => ({ value, text: says[value] }));

export function PublicationFields({ form }: GroupProps) {
  const { listed, archived, indexed } = useDesk().words.settings;
  return (
    <div class="stack">
      <Setting form={form} name="name" required />
      <Setting form={form} name="description" />
      <Setting form={form} name="siteUrl" type="url" required />
      <Setting form={form} name="postalAddress" rows={2} />
      <Setting form={form} name="imprintUrl" type="url" />
      <Setting form={form} name="privacyUrl" type="url" />
      <Setting form={form} name="timeZone" options={timeZones()} />
      <Setting form={form} name="isListed" options={choice(listed)} />
      <Setting form={form} name="archive" options={choice(archived)} />
      <Setting form={form} name="archiveIndexed" options={choice(indexed)} />
    </div>
  );
}

export function SenderFields({ form }: GroupProps) {
  return (
    <div class="stack">
      <div class="grid-2">
        <Setting form={form} name="fromName" required />
        <Setting form={form} name="fromAddress" type="email" required />
      </div>
      <div class="grid-2">
        <Setting form={form} name="replyTo" type="email" />
        <Setting form={form} name="inboundDomain" />
      </div>
    </div>
  );
}

export function EmbedFields({ form }: GroupProps) {
  const { checks } = useDesk().words.settings;
  return (
    <div class="stack">
      <Setting form={form} name="consentText" rows={3} />
      <Setting form={form} name="signUpCheck" options={signUpChecks(checks)} />
    </div>
  );
}

export function LanguagesFields({ form }: GroupProps) {
  const desk = useDesk();
  const { languagesHint } = desk.words.settings;
  return (
    <div class="stack">
      <Setting form={form} name="language" options={languages(desk, form.values['language'])} />
      <Setting form={form} name="languages" hint={languagesHint(spokenLanguages(desk))} />
    </div>
  );
}
