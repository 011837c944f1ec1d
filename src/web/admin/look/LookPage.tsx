import { TYPEFACES, type Publication } from '../../../publications/index.ts';
import { Field, FormFaults, Faults, type FormState } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { PICTURE_TYPES } from '../sends/pictures/PictureForm.tsx';
import { BEFORE } from '../settings/settings-form.ts';
import { useDesk } from '../use-desk.ts';
import { contrastSays, DEFAULT_LOOK, lookValues, type MailView } from './look-values.ts';
import { MailFrame } from './MailFrame.tsx';

interface Props {
  publication: Publication;
  /** `src`: its path here; left out where another site has it, which must not learn who looks at the desk. */
  logo: { host: string; src?: string } | undefined;
  form: FormState;
  view: MailView;
}

const MAILS = ['article', 'digest', 'letter'] as const;
const TYPE_CLASSES = { newspaper: 'type-serif', modern: 'type-sans', mixed: 'type-mixed' };

/** How mails look, beside a mail that looks so. */
export function LookPage({ publication, logo, form, view }: Props) {
  const { look } = useDesk().words;
  const home = `/admin/${publication.slug}/look`;
  const query = (shown: MailView) =>
    new URLSearchParams({ ...withoutBefore(form.values), ...shown }).toString();
  return (
    <>
      <FormFaults form={form} labels={{ ...look.labels, file: look.logo }} />
      <div class="cols-look">
        <div class="stack">
          <LogoForms logo={logo} form={form} home={home} />
          <LookForm publication={publication} form={form} view={view} home={home} />
          <form method="post" action={`${home}/put`}>
            {Object.entries(DEFAULT_LOOK).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <button class="btn btn-plain">{look.toDefault}</button>
          </form>
        </div>
        <div data-live="mail">
          <MailFrame
            view={view}
            mails={MAILS}
            to={(shown) => `${home}?${query(shown)}`}
            src={`${home}/mail?${query(view)}`}
          />
        </div>
      </div>
    </>
  );
}

function withoutBefore({ [BEFORE]: _before, file: _file, ...values }: Record<string, string>) {
  return values;
}

function LogoForms({ logo, form, home }: Pick<Props, 'logo' | 'form'> & { home: string }) {
  const { look } = useDesk().words;
  const faults = form.errors.filter(({ field }) => field === 'file').map(({ message }) => message);
  return (
    <div class="field">
      <span class="label">{look.logo}</span>
      <div class="row">
        {logo && (
          <span class="logo-box">
            {logo.src === undefined ? logo.host : <img src={logo.src} alt={look.presentLogo} height="44" />}
          </span>
        )}
        {logo && (
          <form method="post" action={`${home}/put`}>
            <input type="hidden" name="logoUrl" value="" />
            <button class="btn btn-small btn-plain">{look.nameInstead}</button>
          </form>
        )}
      </div>
      <form class="row" method="post" action={`${home}/logo`} encType="multipart/form-data">
        <label class="sr" for="file">
          {look.choosePicture}
        </label>
        <input
          id="file"
          name="file"
          type="file"
          accept={PICTURE_TYPES}
          required
          aria-describedby={faults.length > 0 ? 'file-error file-hint' : 'file-hint'}
          aria-invalid={faults.length > 0 ? 'true' : undefined}
        />
        <button class="btn btn-small">{look.upload}</button>
      </form>
      <Faults name="file" messages={faults} />
      <p class="hint" id="file-hint">
        {look.logoHint}
      </p>
    </div>
  );
}

function LookForm({ publication, form, view, home }: Omit<Props, 'logo'> & { home: string }) {
  const desk = useDesk();
  const { look } = desk.words;
  const says = contrastSays(desk, form.values);
  return (
    <form class="stack" id="look" method="post" action={home}>
      <input
        type="hidden"
        name={BEFORE}
        value={form.values[BEFORE] ?? JSON.stringify(lookValues(publication))}
      />
      {Object.entries(view).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div class="grid-2">
        {(['accentColor', 'groundColor'] as const).map((name) => (
          <div key={name} class="stack" data-color={name}>
            <Field
              form={form}
              name={name}
              label={look.labels[name]}
              type="color"
              hint={<span data-live={name}>{says[name]}</span>}
            />
            <input
              class="short hex"
              aria-label={look.hex[name]}
              value={form.values[name]}
              maxlength={7}
              hidden
              data-hex
            />
          </div>
        ))}
      </div>
      <Choice
        form={form}
        name="typeface"
        legend={look.type}
        hint={look.typeHint}
        choices={TYPEFACES.map((value) => ({
          value,
          word: look.types[value],
          means: look.typesMean[value],
          class: TYPE_CLASSES[value],
        }))}
      />
      <Choice
        form={form}
        name="articleBody"
        legend={look.body}
        choices={(['summary', 'full'] as const).map((value) => ({
          value,
          word: look.bodies[value],
          means: look.bodiesMean[value],
        }))}
      />
      <Field
        form={form}
        name="footerLine"
        label={look.labels.footerLine}
        hint={look.footerHint}
        maxlength={300}
      />
      <div class="form-foot">
        <button class="btn btn-main">{look.save}</button>
        <button class="btn" formMethod="get" data-refresh>
          <Icon name="refresh" />
          {look.refresh}
        </button>
        <span class="small soft">{look.applies}</span>
      </div>
    </form>
  );
}

interface ChoiceProps {
  form: FormState;
  name: string;
  legend: string;
  hint?: string;
  choices: { value: string; word: string; means: string; class?: string }[];
}

function Choice({ form, name, legend, hint, choices }: ChoiceProps) {
  return (
    <fieldset>
      <legend class="label">{legend}</legend>
      <div class="types">
        {choices.map(({ value, word, means, ...of }) => (
          <label key={value} class="choice">
            <input type="radio" name={name} value={value} checked={form.values[name] === value} />
            <span>
              <b class={of.class}>{word}</b>
              <span class="hint">{means}</span>
            </span>
          </label>
        ))}
      </div>
      {hint && <p class="hint">{hint}</p>}
    </fieldset>
  );
}
