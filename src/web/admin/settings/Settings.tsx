import type { Transport } from '../../../transports/index.ts';
import { says } from '../../../words/index.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { languages, timeZones } from './choices.ts';
import { BEFORE } from './settings-form.ts';

interface Props {
  slug: string;
  form: FormState;
  /** What the form is opened with, as JSON. */
  opened: string;
  /** All there are. */
  transports: Transport[];
}

const LABELS = {
  name: 'Name',
  description: 'Description',
  siteUrl: 'Web site',
  postalAddress: 'Postal address',
  imprintUrl: 'Imprint',
  privacyUrl: 'Privacy policy',
  isListed: 'On the start page',
  timeZone: 'Time zone',
  language: 'Language',
  fromName: 'Sender name',
  fromAddress: 'Sender address',
  replyTo: 'Replies go to',
  holdMinutes: 'Hold in minutes',
  floodLimit: 'Most new articles at once',
  reviewMinutes: 'Review in minutes',
  onSilence: 'If nobody answers',
  secondPersonAbove: 'Second person above',
  articleBody: 'The email shows',
  retryHours: 'Hours to keep trying',
  transports: 'Transports',
  accentColor: 'Accent colour',
  logoUrl: 'Logo',
  consentText: 'Consent text',
};

const BODIES = [
  { value: 'summary', text: 'The summary and a button to the site' },
  { value: 'full', text: 'The whole article' },
];

const SILENCE = [
  { value: 'send', text: 'It goes out as it is' },
  { value: 'hold', text: 'It is held' },
];

const LISTED = [
  { value: 'false', text: 'Not listed' },
  { value: 'true', text: 'Listed with the others' },
];

export function Settings({ slug, form, opened, transports }: Props) {
  return (
    <>
      <FormFaults form={form} labels={LABELS} />
      <form class="stack stack-l" method="post" action={`/admin/${slug}/settings`}>
        <input type="hidden" name={BEFORE} value={opened} />
        <div class="stack block-s">
          <h2>Publication</h2>
          <Field form={form} name="name" label="Name" required />
          <Field
            form={form}
            name="description"
            label="Description"
            hint="One sentence on the sign-up page."
          />
          <Field form={form} name="siteUrl" label="Web site" type="url" required />
          <Field
            form={form}
            name="postalAddress"
            label="Postal address"
            rows={2}
            hint="Required by law and printed in every email. Nothing is sent without it."
          />
          <Field
            form={form}
            name="imprintUrl"
            label="Imprint"
            type="url"
            hint="Your own page, linked in the footer."
          />
          <Field
            form={form}
            name="privacyUrl"
            label="Privacy policy"
            type="url"
            hint="Your own page, linked under the sign-up box, on readers’ pages and in every email."
          />
          <Field form={form} name="isListed" label="On the start page" options={LISTED} />
          <Field form={form} name="timeZone" label="Time zone" options={timeZones()} />
          <Field form={form} name="language" label="Language" options={languages(form.values['language'])} />
        </div>
        <div class="stack block-s">
          <h2>Sender</h2>
          <Field form={form} name="fromName" label="Sender name" required />
          <Field form={form} name="fromAddress" label="Sender address" type="email" required />
          <Field
            form={form}
            name="replyTo"
            label="Replies go to"
            type="email"
            hint="Leave it empty for the sender address."
          />
        </div>
        <div class="stack block-s">
          <h2>Articles</h2>
          <Field
            form={form}
            name="holdMinutes"
            label="Hold in minutes"
            type="number"
            min={0}
            max={10_080}
            hint="The time between an article and its email. Use it to mend a typo or take the article back."
          />
          <Field
            form={form}
            name="floodLimit"
            label="Most new articles at once"
            type="number"
            min={1}
            max={1000}
            hint="If more come at once, they wait until you release or dismiss them, because a broken feed can present its archive as news. Leave it empty, and Paperround learns from the feed what is usual."
          />
          <Field form={form} name="articleBody" label="The email shows" options={BODIES} />
        </div>
        <div class="stack block-s">
          <h2>Review</h2>
          <Field
            form={form}
            name="reviewMinutes"
            label="Review in minutes"
            type="number"
            min={0}
            max={1440}
            hint="For so long, editors can look at an automatic email before it goes out. Each gets a mail with a link. 0: nobody is asked."
          />
          <Field form={form} name="onSilence" label="If nobody answers" options={SILENCE} />
          <Field
            form={form}
            name="secondPersonAbove"
            label="Second person above"
            type="number"
            min={0}
            hint="A send that is scheduled for more readers than this waits until somebody else approves it. Leave it empty, and nothing waits."
          />
        </div>
        <div class="stack block-s">
          <h2>Sending</h2>
          <Field
            form={form}
            name="retryHours"
            label="Hours to keep trying"
            type="number"
            min={1}
            max={120}
            hint="For how long Paperround tries again when a reader’s mail server asks it to come back later. After that the message expires; you can send it again."
          />
          <Field
            form={form}
            name="undoSeconds"
            label="Seconds to undo “send now”"
            type="number"
            min={0}
            max={3600}
            hint="When you send something now, it waits so long, and you can take it back. Nobody gets it meanwhile."
          />
          <Field
            form={form}
            name="tooLateHours"
            label="Hours after which a send is too late"
            type="number"
            min={1}
            max={168}
            hint="A send that could not go out for longer is held. It does not go out by itself any more: it asks you."
          />
          {transports.length > 1 && (
            <Field
              form={form}
              name="transports"
              label="Transports"
              required
              hint={`In the order of preference, with commas: the first that is in working order takes the mail. There are ${transports.map(({ name }) => name).join(', ')}.`}
            />
          )}
          <InsecureTransports transports={transports} />
        </div>
        <div class="stack block-s">
          <h2>Look and words</h2>
          <Field form={form} name="accentColor" label="Accent colour" type="color" />
          <Field form={form} name="logoUrl" label="Logo" type="url" hint="Web address of an image." />
          <Field
            form={form}
            name="consentText"
            label="Consent text"
            rows={3}
            hint="Shown under the sign-up box and kept in the consent record. You can use links: [privacy policy](https://…). Leave it empty for the built-in sentence."
          />
        </div>
        <div class="row block-s">
          <button class="btn btn-main">Save</button>
          <a class="btn" href={`/admin/${slug}`}>
            Cancel
          </a>
        </div>
      </form>
    </>
  );
}

function InsecureTransports({ transports }: Pick<Props, 'transports'>) {
  const insecure = transports.filter(({ warnings }) => warnings.length > 0);
  if (insecure.length === 0) return null;
  return (
    <div class="note note-warn">
      <div>
        {insecure.map(({ name, warnings }) => (
          <div key={name}>
            Transport <strong>{name}</strong>: {warnings.map((warning) => says(warning)).join(' ')}
          </div>
        ))}
      </div>
    </div>
  );
}
