import { SCOPES, type ApiKey } from '../../../accounts/index.ts';
import type { Publication } from '../../../publications/index.ts';
import { Faults, Field, FormFaults, type FormState } from '../components/Field.tsx';
import { Phrase } from '../components/Phrase.tsx';
import { Section } from '../components/Section.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import { IN, LIVES, MAY } from './key-form.ts';

interface Props {
  /** Address of the page. */
  place: string;
  keys: ApiKey[];
  publications: Publication[];
  form: FormState;
  /** A key that was made this moment: it is shown now and never again. */
  created?: { name: string; key: string } | undefined;
}

export function ApiKeys({ place, keys, publications, form, created }: Props) {
  const { apiKeys } = useDesk().words;
  return (
    <>
      {created && <NewKey name={created.name} text={created.key} />}
      <p>
        <Phrase>{apiKeys.lede}</Phrase>
      </p>
      <Section title={apiKeys.keys}>
        {keys.length === 0 ? (
          <p class="soft">{apiKeys.none}</p>
        ) : (
          <KeyTable place={place} keys={keys} publications={publications} />
        )}
      </Section>
      <KeyForm place={place} publications={publications} form={form} />
    </>
  );
}

function NewKey({ name, text }: { name: string; text: string }) {
  const { apiKeys, frame } = useDesk().words;
  return (
    <div class="note note-good" role="status">
      <div>
        <p>
          <Phrase>{apiKeys.ready(name)}</Phrase>
        </p>
        <pre id="new-key" class="snippet" tabIndex={0}>
          {text}
        </pre>
        <button class="btn btn-small" type="button" data-copy="new-key">
          {frame.copy}
        </button>
      </div>
    </div>
  );
}

function KeyTable({ place, keys, publications }: Pick<Props, 'place' | 'keys' | 'publications'>) {
  const { apiKeys } = useDesk().words;
  return (
    <div class="table-wrap">
      <table class="table-cards">
        <thead>
          <tr>
            <th scope="col">{apiKeys.name}</th>
            <th scope="col">{apiKeys.begins}</th>
            <th scope="col">{apiKeys.may}</th>
            <th scope="col">{apiKeys.lastUsed}</th>
            <th scope="col">{apiKeys.expires}</th>
            <th scope="col">
              <span class="sr">{apiKeys.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} of={key} place={place} publications={publications} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function KeyRow({ of: key, place, publications }: { of: ApiKey } & Pick<Props, 'place' | 'publications'>) {
  const { words, list, shortDay } = useDesk();
  const { apiKeys } = words;
  const { id, name, prefix, scopes, publicationIds, createdAt, lastUsedAt, expiresAt, revokedAt } = key;
  const hasExpired = expiresAt !== null && expiresAt < new Date();
  const places = publications.filter((one) => publicationIds?.includes(one.id)).map((one) => one.name);
  return (
    <tr>
      <th scope="row">
        {name}
        <span class="sub">
          {apiKeys.made} {shortDay(createdAt, 'UTC')}
        </span>
      </th>
      <td data-label={apiKeys.begins}>
        <code>{`pr_${prefix}_…`}</code>
      </td>
      <td data-label={apiKeys.may} class="small">
        <span>
          {list(scopes.map((scope) => apiKeys.scopes[scope]))}
          {publicationIds && <span class="sub">{apiKeys.onlyIn(list(places))}</span>}
        </span>
      </td>
      <td data-label={apiKeys.lastUsed} class="small">
        {lastUsedAt ? <When at={lastUsedAt} timeZone="UTC" /> : apiKeys.notUsed}
      </td>
      <td data-label={apiKeys.expires} class="small">
        {expiresAt ? shortDay(expiresAt, 'UTC') : apiKeys.never}
      </td>
      <td class="num">
        {revokedAt || hasExpired ? (
          <span class="state">{revokedAt ? apiKeys.revoked : apiKeys.expired}</span>
        ) : (
          <form method="post" action={`${place}/${id}/revoke`}>
            <button class="btn btn-small" aria-label={apiKeys.revokeNamed(name)}>
              {apiKeys.revoke}
            </button>
          </form>
        )}
      </td>
    </tr>
  );
}

function KeyForm({ place, publications, form }: Pick<Props, 'place' | 'publications' | 'form'>) {
  const { apiKeys } = useDesk().words;
  const errors = (field: string) =>
    form.errors.filter((error) => error.field === field).map(({ message }) => message);
  return (
    <Section title={apiKeys.make} id="make">
      <FormFaults form={form} labels={{ name: apiKeys.purpose, scopes: apiKeys.may }} />
      <form class="stack" method="post" action={place}>
        <input type="hidden" name="request" value={form.values['request']} />
        <Field form={form} name="name" label={apiKeys.purpose} required />
        <fieldset class="stack stack-s" id="scopes" tabIndex={-1}>
          <legend>{apiKeys.may}</legend>
          <Faults name="scopes" messages={errors('scopes')} />
          {SCOPES.map((scope) => (
            <Tick key={scope} form={form} name={MAY + scope} text={apiKeys.scopes[scope]} code={scope} />
          ))}
        </fieldset>
        {publications.length > 1 && (
          <fieldset class="stack stack-s">
            <legend>{apiKeys.where}</legend>
            <p class="hint">{apiKeys.whereHint}</p>
            {publications.map(({ id, name }) => (
              <Tick key={id} form={form} name={`${IN}${id}`} text={name} />
            ))}
          </fieldset>
        )}
        <Field
          form={form}
          name="lives"
          label={apiKeys.expires}
          options={LIVES.map((value) => ({
            value,
            text: value === '' ? apiKeys.never : apiKeys.after(Number(value)),
          }))}
        />
        <div>
          <button class="btn btn-main">{apiKeys.make}</button>
        </div>
      </form>
    </Section>
  );
}

function Tick({ form, name, text, code }: { form: FormState; name: string; text: string; code?: string }) {
  return (
    <label class="tick">
      <input type="checkbox" name={name} checked={form.values[name] === 'on'} />
      <span>
        {text}
        {code && (
          <>
            {' '}
            <code class="small soft">{code}</code>
          </>
        )}
      </span>
    </label>
  );
}
