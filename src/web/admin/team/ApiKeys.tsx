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
        <div class="note note-good" role="status">
          <div>
            <p>
              The key <strong>{created.name}</strong> is ready. Copy it now: it is not shown again.
            </p>
            <pre id="new-key" class="snippet" tabIndex={0}>
              {created.key}
            </pre>
            <button class="btn btn-small" type="button" data-copy="new-key">
              Copy
            </button>
          </div>
        </div>
      )}
      <p>
        Programs use a key to reach everything that the <a href="/api/docs">API</a> offers. Make one for each
        program.
      </p>
      <div class="sec">
        {keys.length === 0 && <p class="soft">There are no keys.</p>}
        <ul class="rows">
          {keys.map((key) => (
            <li key={key.id} class="item">
              <div>
                <div>{key.name}</div>
                <div class="small soft">
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
                <span class="state">revoked</span>
              ) : (
                <form method="post" action={`/admin/api-keys/${key.id}/revoke`}>
                  <button class="btn btn-small" aria-label={`Revoke ${key.name}`}>
                    Revoke
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      </div>
      <FormFaults form={form} labels={{ name: 'What will you use the new key for?' }} />
      <form class="stack" method="post" action="/admin/api-keys">
        <input type="hidden" name="request" value={form.values['request']} />
        <Field form={form} name="name" label="What will you use the new key for?" required />
        <div>
          <button class="btn btn-main">Make a key</button>
        </div>
      </form>
    </>
  );
}
