import type { Webhook } from '../../../webhooks/index.ts';
import { FormFaults, type FormState } from '../components/Field.tsx';
import { Phrase } from '../components/Phrase.tsx';
import { Section } from '../components/Section.tsx';
import { State } from '../components/State.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import { WebhookFields } from './EventChoices.tsx';

interface Props {
  webhooks: Webhook[];
  /** The page's own address. */
  base: string;
  form: FormState;
  /** Made this moment: it is shown now and never again. */
  secret?: string | undefined;
  timeZone: string;
}

/** All webhooks of a publication, and a form for one more. */
export function WebhooksPage({ webhooks, base, form, secret, timeZone }: Props) {
  const { webhooks: words } = useDesk().words;
  return (
    <>
      {secret !== undefined && <NewSecret text={secret} />}
      <p>
        <Phrase>{words.lede}</Phrase>
      </p>
      <div class="sec">
        {webhooks.length === 0 && <p class="soft">{words.none}</p>}
        <ul class="rows">
          {webhooks.map((webhook) => (
            <li key={webhook.id} class="item">
              <div>
                <a class="title long" href={`${base}/${webhook.id}`}>
                  {webhook.url}
                </a>
                <div class="small soft">
                  {words.lastAccepted}:{' '}
                  {webhook.lastAcceptedAt ? (
                    <When at={webhook.lastAcceptedAt} timeZone={timeZone} />
                  ) : (
                    words.notYet
                  )}
                </div>
              </div>
              <WebhookState webhook={webhook} />
            </li>
          ))}
        </ul>
      </div>
      <Section title={words.add}>
        <FormFaults form={form} labels={words.labels} />
        <form class="stack" method="post" action={base}>
          <input type="hidden" name="request" value={form.values['request']} />
          <WebhookFields form={form} />
          <div>
            <button class="btn btn-main">{words.make}</button>
          </div>
        </form>
      </Section>
    </>
  );
}

export function WebhookState({ webhook: { isOn, failingSince } }: { webhook: Webhook }) {
  const { state } = useDesk().words.webhooks;
  if (!isOn) return <State of="off" says={state.off} />;
  return failingSince ? <State of="failing" says={state.failing} /> : <State of="active" says={state.on} />;
}

/** With a button that copies it. */
export function NewSecret({ text }: { text: string }) {
  const { webhooks, frame } = useDesk().words;
  return (
    <div class="note note-good" role="status">
      <div>
        <p>{webhooks.ready}</p>
        <pre id="new-secret" class="snippet" tabIndex={0}>
          {text}
        </pre>
        <button class="btn btn-small" type="button" data-copy="new-secret">
          {frame.copy}
        </button>
      </div>
    </div>
  );
}
