import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { FoundFeeds } from '../components/FoundFeeds.tsx';
import type { View } from '../view.ts';
import { PASSWORD_HINT } from '../team/SetPassword.tsx';
import { languages, timeZones } from '../settings/choices.ts';

const LABELS = {
  name: 'Name',
  slug: 'Address of the sign-up page',
  siteUrl: 'Web site',
  feedUrl: 'Feed',
  fromAddress: 'Sender',
  postalAddress: 'Postal address',
  timeZone: 'Time zone',
  language: 'Language',
  adminEmail: 'Your email',
  password: 'Password',
};

interface Props {
  token: string;
  form: FormState;
  publicUrl: string;
}

export function setUpView(shown: Props): View {
  return { title: 'Set up Paperround', layout: 'wide', content: <SetUp {...shown} /> };
}

function SetUp({ token, form, publicUrl }: Props) {
  return (
    <>
      <FormFaults form={form} labels={LABELS} />
      <form class="stack" method="post" action={`/setup/${token}`}>
        <div class="stack block-s">
          <h2>Your publication</h2>
          <Field form={form} name="name" label="Name" required hint="As readers know it." />
          <Field
            form={form}
            name="slug"
            label="Address of the sign-up page"
            hint={`It will be ${publicUrl}/ and this word. Leave it empty to make it from the name.`}
          />
          <Field form={form} name="siteUrl" label="Web site" type="url" placeholder="https://site.example" />
          <Field
            form={form}
            name="feedUrl"
            label="Feed"
            placeholder="https://site.example/feed.xml"
            hint="An RSS, Atom or JSON feed, or your home page. Articles that are in it now are not mailed; later ones are. Leave it empty if articles come through the API."
          />
          <FoundFeeds form={form} field="feedUrl" />
          <Field
            form={form}
            name="fromAddress"
            label="Sender"
            required
            placeholder="news@site.example"
            hint="An address of your own domain, or a name and an address: The Site <news@site.example>."
          />
          <Field
            form={form}
            name="postalAddress"
            label="Postal address"
            rows={2}
            hint="Required by law and printed in every email. You can add it later; until then nothing is sent."
          />
          <Field form={form} name="timeZone" label="Time zone" options={timeZones()} />
          <Field form={form} name="language" label="Language" options={languages(form.values['language'])} />
        </div>
        <div class="stack block-s">
          <h2>You, the first admin</h2>
          <Field
            form={form}
            name="adminEmail"
            label="Your email"
            type="email"
            autocomplete="username"
            required
          />
          <Field
            form={form}
            name="password"
            label="Password"
            type="password"
            autocomplete="new-password"
            required
            hint={PASSWORD_HINT}
          />
          <button class="btn btn-main btn-wide">Set up</button>
        </div>
      </form>
    </>
  );
}
