import { DELIVERY_STATES, type Delivery, type Webhook } from '../../../webhooks/index.ts';
import { FormFaults, type FormState } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { Paging } from '../components/Paging.tsx';
import { Empty, Section } from '../components/Section.tsx';
import { State } from '../components/State.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import { WebhookFields } from './EventChoices.tsx';
import { NewSecret, WebhookState } from './WebhooksPage.tsx';

interface Filter {
  state?: Delivery['state'] | undefined;
  before: number;
}

interface Props {
  webhook: Webhook;
  deliveries: Delivery[];
  hasMore: boolean;
  filter: Filter;
  /** The page's own address. */
  base: string;
  form: FormState;
  secret?: string | undefined;
  timeZone: string;
}

/** One webhook: how it stands, what it was told, and what can be done with it. */
export function WebhookPage({ webhook, form, base, secret, timeZone, ...log }: Props) {
  const { webhooks: words } = useDesk().words;
  return (
    <>
      {secret !== undefined && <NewSecret text={secret} />}
      <Standing webhook={webhook} base={base} timeZone={timeZone} />
      <Log {...log} base={base} timeZone={timeZone} />
      <Section title={words.what}>
        <FormFaults form={form} labels={words.labels} />
        <form class="stack" method="post" action={base}>
          <WebhookFields form={form} />
          <div>
            <button class="btn btn-main">{words.save}</button>
          </div>
        </form>
      </Section>
      <Section title={words.secret}>
        <form class="stack" method="post" action={`${base}/secret`}>
          <p>{words.secretText}</p>
          <div>
            <button class="btn">{words.rotate}</button>
          </div>
        </form>
      </Section>
      <Section title={words.removal}>
        <form class="stack" method="post" action={`${base}/remove`}>
          <p>{words.removalText}</p>
          <div>
            <button class="btn btn-bad">{words.remove}</button>
          </div>
        </form>
      </Section>
    </>
  );
}

function Standing({ webhook, base, timeZone }: Pick<Props, 'webhook' | 'base' | 'timeZone'>) {
  const { webhooks: words } = useDesk().words;
  const { isOn, offReason, failingSince, lastAcceptedAt } = webhook;
  return (
    <div class="stack">
      <p>
        <WebhookState webhook={webhook} />
      </p>
      {!isOn && (
        <Note kind="warn">
          {offReason && <p>{words.offBecause[offReason]}</p>}
          <p>{words.offMeans}</p>
        </Note>
      )}
      {isOn && failingSince && (
        <Note kind="warn">
          {words.failingSince} <When at={failingSince} timeZone={timeZone} />.
        </Note>
      )}
      <p class="small soft">
        {words.lastAccepted}:{' '}
        {lastAcceptedAt ? <When at={lastAcceptedAt} timeZone={timeZone} /> : words.notYet}
      </p>
      <div class="row">
        {isOn && (
          <form method="post" action={`${base}/test`}>
            <button class="btn">{words.test}</button>
          </form>
        )}
        <form method="post" action={`${base}/switch`}>
          <input type="hidden" name="to" value={isOn ? 'off' : 'on'} />
          <button class="btn">{isOn ? words.switchOff : words.switchOn}</button>
        </form>
      </div>
    </div>
  );
}

function Log({
  deliveries,
  hasMore,
  filter: { state, before },
  base,
  timeZone,
}: Pick<Props, 'deliveries' | 'hasMore' | 'filter' | 'base' | 'timeZone'>) {
  const { webhooks: words } = useDesk().words;
  const of = state ? `?state=${state}` : '';
  const last = deliveries.at(-1);
  const older = last && `${base}${of}${of ? '&' : '?'}before=${last.id}#log`;
  return (
    <Section title={words.log} id="log">
      <nav class="tabs" aria-label={words.which}>
        {[undefined, ...DELIVERY_STATES].map((one) => (
          <a
            key={one ?? 'all'}
            href={`${base}${one ? `?state=${one}` : ''}#log`}
            aria-current={one === state ? 'page' : undefined}
          >
            {one ? words.states[one] : words.all}
          </a>
        ))}
      </nav>
      {deliveries.length === 0 && (
        <Empty title={words.all}>
          <p>{words.emptyLog}</p>
        </Empty>
      )}
      <ul class="rows">
        {deliveries.map((delivery) => (
          <li key={delivery.id} class="item">
            <div>
              <a class="title" href={`${base}/deliveries/${delivery.id}`}>
                {delivery.type}
              </a>
              <div class="small soft">
                <When at={delivery.at} timeZone={timeZone} /> · {words.tries(delivery.tries.length)}
                {delivery.tries.length > 0 && delivery.nextAt && (
                  <>
                    {' · '}
                    {words.next} <When at={delivery.nextAt} timeZone={timeZone} />
                  </>
                )}
              </div>
            </div>
            <DeliveryState delivery={delivery} />
          </li>
        ))}
      </ul>
      <Paging
        steps={[
          before > 0 ? { href: `${base}${of}#log`, text: words.newest } : undefined,
          hasMore && older ? { href: older, text: words.older } : undefined,
        ]}
      />
    </Section>
  );
}

const LOOKS = { waiting: 'queued', accepted: 'accepted', failed: 'expired' } as const;

export function DeliveryState({ delivery: { state } }: { delivery: Delivery }) {
  const { webhooks: words } = useDesk().words;
  return <State of={LOOKS[state]} says={words.states[state]} />;
}
