import { Field } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { Phrase } from '../components/Phrase.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import { EMBED_CORNERS, EMBED_KINDS, EMBED_SCHEMES, previewPath, type EmbedChoice } from './embed-code.ts';
import { settingsPath } from './pages.ts';

interface Props {
  slug: string;
  choice: EmbedChoice;
  code: string;
}

/** The box as it looks with the choices of the form, and the code that puts it on a site. */
export function EmbedBuilder({ slug, choice, code }: Props) {
  const { frame, settings } = useDesk().words;
  const { embed: say } = settings;
  const values = { ...choice };
  const form = { values, errors: [] };
  const optionsOf = <Value extends string>(all: readonly Value[], says: Record<Value, string>) =>
    all.map((value) => ({ value, text: says[value] }));
  return (
    <Section title={say.title} id="embed">
      <p>
        <Phrase>{say.lede(`/${slug}`)}</Phrase>
      </p>
      <form class="stack block-s" method="get" action={`${settingsPath(slug, 'embed')}#embed`} data-embed>
        <div class="grid-2">
          <Field form={form} name="kind" label={say.kind} options={optionsOf(EMBED_KINDS, say.kinds)} />
          <Field form={form} name="accent" label={say.accent} type="color" />
          <Field
            form={form}
            name="corners"
            label={say.corners}
            options={optionsOf(EMBED_CORNERS, say.cornersOf)}
          />
          <Field
            form={form}
            name="scheme"
            label={say.scheme}
            options={optionsOf(EMBED_SCHEMES, say.schemes)}
            hint={say.schemeHint}
          />
        </div>
        <p>
          <button class="btn">{say.show}</button>
        </p>
      </form>
      <div id="embed-result" class="stack block-s">
        <iframe
          class="frame embed-view"
          title={say.preview}
          src={previewPath(slug, choice)}
          sandbox="allow-scripts"
          loading="lazy"
        />
        <p class="small soft">{say.real}</p>
        <pre id={`embed-${slug}`} class="snippet" tabIndex={0}>
          {code}
        </pre>
        <p>
          <button class="btn btn-small" type="button" data-copy={`embed-${slug}`}>
            <Icon name="copy" />
            {frame.copy}
          </button>
        </p>
      </div>
    </Section>
  );
}
