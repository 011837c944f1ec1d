import { PASSWORD_MINIMUM } from '../../../accounts/index.ts';
import type { Desk } from '../../../words/index.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { FoundFeeds } from '../components/FoundFeeds.tsx';
import { languages, rhythms, timeZones } from '../settings/choices.ts';
import { useDesk } from '../use-desk.ts';
import type { View } from '../view.ts';

interface Props {
  token: string;
  form: FormState;
  publicUrl: string;
}

export function setUpView({ words }: Desk, shown: Props): View {
  return { title: words.setUp.title, layout: 'wide', content: <SetUp {...shown} /> };
}

function SetUp({ token, form, publicUrl }: Props) {
  const { setUp } = useDesk().words;
  return (
    <>
      <FormFaults form={form} labels={setUp.labels} />
      <form class="stack" method="post" action={`/setup/${token}`}>
        <PublicationPart form={form} publicUrl={publicUrl} />
        <AdminPart form={form} />
      </form>
    </>
  );
}

function PublicationPart({ form, publicUrl }: Omit<Props, 'token'>) {
  const desk = useDesk();
  const { labels, ...setUp } = desk.words.setUp;
  return (
    <div class="stack block-s">
      <h2>{setUp.publication}</h2>
      <Field form={form} name="name" label={labels.name} required hint={setUp.nameHint} />
      <Field form={form} name="slug" label={labels.slug} hint={setUp.slugHint(`${publicUrl}/`)} />
      <Field
        form={form}
        name="siteUrl"
        label={labels.siteUrl}
        type="url"
        placeholder="https://site.example"
      />
      <Field
        form={form}
        name="feedUrl"
        label={labels.feedUrl}
        placeholder="https://site.example/feed.xml"
        hint={setUp.feedHint}
      />
      <FoundFeeds form={form} field="feedUrl" />
      <Field
        form={form}
        name="fromAddress"
        label={labels.fromAddress}
        required
        placeholder="news@site.example"
        hint={setUp.senderHint}
      />
      <Field form={form} name="postalAddress" label={labels.postalAddress} rows={2} hint={setUp.postalHint} />
      <Field form={form} name="timeZone" label={labels.timeZone} options={timeZones()} />
      <Field
        form={form}
        name="language"
        label={labels.language}
        options={languages(desk, form.values['language'])}
      />
      <Field
        form={form}
        name="defaultRhythm"
        label={labels.defaultRhythm}
        options={rhythms(desk)}
        hint={setUp.rhythmHint}
      />
    </div>
  );
}

function AdminPart({ form }: Pick<Props, 'form'>) {
  const { setUp, door } = useDesk().words;
  const { adminEmail, password } = setUp.labels;
  return (
    <div class="stack block-s">
      <h2>{setUp.admin}</h2>
      <Field form={form} name="adminEmail" label={adminEmail} type="email" autocomplete="username" required />
      <Field
        form={form}
        name="password"
        label={password}
        type="password"
        autocomplete="new-password"
        required
        hint={door.passwordHint(PASSWORD_MINIMUM)}
      />
      <button class="btn btn-main btn-wide">{setUp.submit}</button>
    </div>
  );
}
