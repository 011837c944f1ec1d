import type { ApiKey } from '../../../accounts/index.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { Phrase } from '../components/Phrase.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  keys: ApiKey[];
  form: FormState;
  /** A key that was made this moment: it is shown now and never again. */
  created?: { name: string; key: string } | undefined;
}

export function ApiKeys({ keys, form, created }: Props) {
  const { apiKeys } = useDesk().words;
  return (
    <>
      {created && <NewKey name={created.name} text={created.key} />}
      <p>
        <Phrase>{apiKeys.lede}</Phrase>
      </p>
      <div class="sec">
        {keys.length === 0 && <p class="soft">{apiKeys.none}</p>}
        <ul class="rows">
          {keys.map((key) => (
            <KeyRow key={key.id} of={key} />
          ))}
        </ul>
      </div>
      <FormFaults form={form} labels={{ name: apiKeys.purpose }} />
      <form class="stack" method="post" action="/admin/api-keys">
        <input type="hidden" name="request" value={form.values['request']} />
        <Field form={form} name="name" label={apiKeys.purpose} required />
        <div>
          <button class="btn btn-main">{apiKeys.make}</button>
        </div>
      </form>
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

function KeyRow({ of: { id, name, prefix, createdAt, lastUsedAt, revokedAt } }: { of: ApiKey }) {
  const { apiKeys } = useDesk().words;
  return (
    <li class="item">
      <div>
        <div>{name}</div>
        <div class="small soft">
          <code>{`pr_${prefix}_…`}</code> {apiKeys.made} <When at={createdAt} timeZone="UTC" />
          {', '}
          {lastUsedAt ? (
            <>
              {apiKeys.lastUsed} <When at={lastUsedAt} timeZone="UTC" /> (UTC)
            </>
          ) : (
            apiKeys.notUsed
          )}
        </div>
      </div>
      {revokedAt ? (
        <span class="state">{apiKeys.revoked}</span>
      ) : (
        <form method="post" action={`/admin/api-keys/${id}/revoke`}>
          <button class="btn btn-small" aria-label={apiKeys.revokeNamed(name)}>
            {apiKeys.revoke}
          </button>
        </form>
      )}
    </li>
  );
}
