import type { MailLook } from '../../../../emails/index.ts';
import type { MailPreview } from '../../../../sends/index.ts';
import { useDesk } from '../../use-desk.ts';
import { viewPath, type Looking } from './looking.ts';

interface Props {
  page: string;
  looking: Looking;
  found: MailPreview;
}

const PHONE_WIDTH = 375;
const DESKTOP_WIDTH = 640;

/** The mail: light beside dark, or its plain text. */
export function Mails({ page, looking, found }: Props) {
  const { words } = useDesk();
  const say = words.preview;
  const width = looking.width === 'phone' ? PHONE_WIDTH : DESKTOP_WIDTH;
  if (looking.show === 'text')
    return (
      <figure>
        <figcaption>
          <b>{say.text}</b>
        </figcaption>
        <pre class="mail-text" tabindex={0}>
          {found.text}
        </pre>
      </figure>
    );
  const source = (look: MailLook) =>
    `${page}/mail?${new URLSearchParams({
      look,
      ...(looking.as !== '' && { as: looking.as }),
      ...(looking.show === 'no-pictures' && { pictures: 'off' }),
    })}`;
  return (
    <>
      <figure>
        <figcaption class="row row-between">
          <b>{say.light}</b>
          <span class="small soft">{say.wide(width)}</span>
        </figcaption>
        <Frame title={say.light} source={source('light')} looking={looking} />
      </figure>
      <figure>
        <figcaption class="row row-between">
          <b>{say.dark}</b>
          <span class="row small">
            {(['dark', 'gmail', 'outlook'] as const).map((dark) =>
              dark === looking.dark ? (
                <b key={dark}>{say.programs[dark]}</b>
              ) : (
                <a
                  key={dark}
                  href={viewPath(page, { ...looking, dark })}
                  aria-label={`${say.dark} ${say.programs[dark]}`}
                >
                  {say.programs[dark]}
                </a>
              ),
            )}
          </span>
        </figcaption>
        <Frame
          title={`${say.dark}, ${say.programs[looking.dark]}`}
          source={source(looking.dark)}
          looking={looking}
        />
        <p class="hint">{say.programHints[looking.dark]}</p>
      </figure>
    </>
  );
}

/** No scripts, no forms, no access to this page (SEC-07). */
function Frame({ title, source, looking }: { title: string; source: string; looking: Looking }) {
  return (
    <iframe
      class={`frame frame-tall frame-${looking.width === 'phone' ? 'narrow' : 'wide'}`}
      title={title}
      src={source}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerpolicy="no-referrer"
    ></iframe>
  );
}
