import { encode } from 'uqr';
import type { Desk } from '../../../words/index.ts';
import type { Offer } from '../../../accounts/index.ts';
import { FormFaults, type FormState } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import type { View } from '../view.ts';
import { SECURITY } from './proof-first.ts';
import { CodeField } from './CodeField.tsx';

/** Shows the secret to an app, and asks for a code of it. */
export function SetUpAuthenticator({
  offer,
  form,
  isNeeded,
  host,
}: {
  offer: Offer;
  form: FormState;
  /** Whether the person goes no further without. */
  isNeeded: boolean;
  /** What the entry in the app is called by. */
  host: string;
}) {
  const { factors, door } = useDesk().words;
  return (
    <div class="stack">
      {isNeeded && <Note kind="warn">{factors.isNeeded}</Note>}
      <FormFaults form={form} labels={{ code: door.code.label }} />
      <p>{factors.lede}</p>
      <div class="stack">
        <p>{factors.scan}</p>
        <QrCode text={offer.uri} label={factors.qr(host)} />
        <p>
          {factors.byHand} <code class="secret">{offer.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
      </div>
      <form class="stack" method="post" action="/admin/account/authenticator">
        <input type="hidden" name="sealed" value={offer.sealed} />
        <CodeField form={{ ...form, values: {} }} label={door.code.label} />
        <div>
          <button class="btn btn-main">{factors.turnOn}</button>
        </div>
      </form>
    </div>
  );
}

/** Dark on light, also where the page is dark: not every camera reads it the other way round. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 3 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}

/** What there is, and how it changes or ends. */
export function Authenticator({ createdAt }: { createdAt: Date }) {
  const { factors } = useDesk().words;
  return (
    <>
      <p>
        {factors.since} <When at={createdAt} timeZone="UTC" /> (UTC)
      </p>
      <Section title={factors.end}>
        <form class="stack stack-s" method="post" action="/admin/account/authenticator/remove">
          <p class="soft">{factors.endText}</p>
          <div>
            <button class="btn btn-bad">{factors.turnOff}</button>
          </div>
        </form>
      </Section>
    </>
  );
}

/** Recovery codes, in the answer to a form and not behind a redirect: they are kept nowhere to show them later. */
export const codesView = ({ words }: Desk, codes: string[], status = 200): View => ({
  title: words.factors.codes,
  current: 'account',
  layout: 'narrow',
  crumbs: <a href={SECURITY}>{words.security.title}</a>,
  content: <RecoveryCodes codes={codes} />,
  status,
});

function RecoveryCodes({ codes }: { codes: string[] }) {
  const { factors } = useDesk().words;
  return (
    <div class="stack">
      <Note kind="warn">{factors.codesOnce}</Note>
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>{factors.codesHint}</p>
      <p>
        <a class="btn btn-main" href="/admin/account/security">
          {factors.kept}
        </a>
      </p>
    </div>
  );
}
