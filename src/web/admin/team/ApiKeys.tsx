import type { ApiKey } from '../../../accounts/index.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { When } from '../components/When.tsx';

interface Props {
  keys: ApiKey[];
  form: FormState;
  /** A key that was made this moment: it is shown now and never again. */
  created?: { name: string; key: string } | undefined;
}

export function ApiKeys({ keys, form, created }: Props) {
  return (
    <>
      {created && (
        <div class="alert alert-success" role="status">
          <div class="w-100">
            <p>
              The key <strong>{created.name}</strong> is ready. Copy it now: it is not shown again.
            </p>
            <pre id="new-key" class="snippet" tabIndex={0}>
              {created.key}
            </pre>
            <button class="btn btn-sm" type="button" data-copy="new-key">
              Copy
            </button>
          </div>
        </div>
      )}
      <p>
        Programs use a key to reach everything that the <a href="/api/docs">API</a> offers. Make one for each
        program.
      </p>
      <div class="card mb-3">
        {keys.length === 0 && <p class="card-body mb-0 text-secondary">There are no keys.</p>}
        <ul class="list-group list-group-flush">
          {keys.map((key) => (
            <li key={key.id} class="list-group-item heading-row">
              <div>
                <div>{key.name}</div>
                <div class="text-secondary small">
                  <code>{`pr_${key.prefix}_…`}</code> made <When at={key.createdAt} timeZone="UTC" />
                  {key.lastUsedAt ? (
                    <>
                      , last used <When at={key.lastUsedAt} timeZone="UTC" /> (UTC)
                    </>
                  ) : (
                    ', not used yet'
                  )}
                </div>
              </div>
              {key.revokedAt ? (
                <span class="badge bg-secondary-lt">revoked</span>
              ) : (
                <form method="post" action={`/admin/api-keys/${key.id}/revoke`}>
                  <button class="btn btn-sm" aria-label={`Revoke ${key.name}`}>
                    Revoke
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      </div>
      <FormFaults form={form} fields={['name']} />
      <form class="card card-body" method="post" action="/admin/api-keys">
        <Field form={form} name="name" label="What will you use the new key for?" required />
        <div>
          <button class="btn btn-primary">Make a key</button>
        </div>
      </form>
    </>
  );
}
