import {
  hasSecondStep,
  PASSWORD_MINIMUM,
  type Passkey,
  type SessionRow,
  type SignedIn,
} from '../../../accounts/index.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { Section } from '../components/Section.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import { PasskeyButton } from './PasskeyButton.tsx';
import { Passkeys } from './Passkeys.tsx';
import { CodeField } from './CodeField.tsx';
import { deviceOf } from './device.ts';

interface Props {
  user: SignedIn;
  sessions: SessionRow[];
  /** Undefined: they do not work at this address. */
  passkeys: Passkey[] | undefined;
  codesLeft: number;
  form: FormState;
}

/** How one signs in, and where one is signed in. */
export function Security({ user, sessions, passkeys, codesLeft, form }: Props) {
  return (
    <>
      <Password user={user} form={form} />
      {passkeys && <Passkeys passkeys={passkeys} />}
      <SecondStep user={user} codesLeft={codesLeft} />
      <Sessions user={user} sessions={sessions} />
    </>
  );
}

function Password({ user, form }: Pick<Props, 'user' | 'form'>) {
  const { security, door } = useDesk().words;
  return (
    <Section title={security.password}>
      <FormFaults form={form} labels={{ password: security.newPassword }} />
      <form class="stack" method="post" action="/admin/account/security">
        <p class="soft">{user.hasPassword ? security.passwordSet : security.passwordNone}</p>
        <input type="hidden" name="email" value={user.email} autocomplete="username" />
        <Field
          form={form}
          name="password"
          label={security.newPassword}
          type="password"
          autocomplete="new-password"
          required
          hint={door.passwordHint(PASSWORD_MINIMUM)}
        />
        <div>
          <button class="btn">{user.hasPassword ? security.changePassword : security.setPassword}</button>
        </div>
      </form>
    </Section>
  );
}

function SecondStep({ user, codesLeft }: Pick<Props, 'user' | 'codesLeft'>) {
  const { factors } = useDesk().words;
  const { hasAuthenticator } = user;
  const isOn = hasSecondStep(user);
  return (
    <Section title={factors.title}>
      <div class="stack">
        <p class="soft">{hasAuthenticator ? factors.isOn : isOn ? factors.byKeys : factors.isOff}</p>
        <p>
          <a class="btn" href="/admin/account/authenticator">
            {hasAuthenticator ? factors.change : factors.setUp}
          </a>
        </p>
        {isOn && (
          <form class="stack stack-s" method="post" action="/admin/account/recovery-codes">
            <h3>{factors.codes}</h3>
            <p class="soft">{factors.codesLeft(codesLeft)}</p>
            <div>
              <button class="btn">{factors.renew}</button>
            </div>
          </form>
        )}
      </div>
    </Section>
  );
}

function Sessions({ user, sessions }: Pick<Props, 'user' | 'sessions'>) {
  const { security } = useDesk().words;
  return (
    <Section title={security.sessions}>
      <p class="small soft">{security.sessionsHint}</p>
      <ul class="rows">
        {sessions.map((session) => (
          <SessionLine key={session.id} session={session} isThis={session.id === user.sessionId} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <form class="block-s" method="post" action="/admin/account/sessions/end-others">
          <button class="btn">{security.endOthers}</button>
        </form>
      )}
    </Section>
  );
}

function SessionLine({ session, isThis }: { session: SessionRow; isThis: boolean }) {
  const { security } = useDesk().words;
  const { id, ip, userAgent, createdAt, lastSeenAt } = session;
  const found = deviceOf(userAgent ?? '');
  const device = found ? security.on(found.browser, found.system) : security.unknownDevice;
  return (
    <li class="item">
      <div>
        <div>
          {device} {isThis && <span class="state state-good">{security.thisOne}</span>}
        </div>
        <p class="small soft">
          {ip} · {security.since} <When at={createdAt} timeZone="UTC" /> · {security.lastSeen}{' '}
          <When at={lastSeenAt} timeZone="UTC" /> (UTC)
        </p>
      </div>
      {!isThis && (
        <form method="post" action={`/admin/account/sessions/${id}/end`}>
          <button class="btn btn-small" aria-label={security.endNamed(device)}>
            {security.end}
          </button>
        </form>
      )}
    </li>
  );
}

/** Asks once more for the password, and for a code where there is a second step. */
export function Confirm({ user, form }: { user: SignedIn; form: FormState }) {
  const { security, door } = useDesk().words;
  const isOn = hasSecondStep(user);
  const codeLabel = user.hasAuthenticator ? door.code.label : door.code.keyLabel;
  if (!user.hasPassword && !isOn) return <p>{security.confirm.noPassword}</p>;
  return (
    <>
      <FormFaults form={form} labels={{ password: door.password, code: codeLabel }} />
      <form class="stack" method="post" action="/admin/account/confirm">
        <p>{security.confirm.lede}</p>
        <input type="hidden" name="next" value={form.values['next']} />
        <input type="hidden" name="email" value={user.email} autocomplete="username" />
        {user.hasPassword && (
          <Field
            form={form}
            name="password"
            label={door.password}
            type="password"
            autocomplete="current-password"
            required
          />
        )}
        {isOn && (
          <CodeField
            form={{ ...form, values: {} }}
            label={codeLabel}
            {...(user.hasAuthenticator && { hint: door.code.recovery })}
          />
        )}
        <div>
          <button class="btn btn-main">{security.confirm.button}</button>
        </div>
      </form>
      {user.passkeys > 0 && (
        <PasskeyButton action="/admin/account/confirm-passkey" hidden={{ next: form.values['next'] }} />
      )}
    </>
  );
}
