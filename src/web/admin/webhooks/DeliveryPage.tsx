import type { Delivery, Webhook } from '../../../webhooks/index.ts';
import { Section } from '../components/Section.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import { DeliveryState } from './WebhookPage.tsx';

interface Props {
  webhook: Webhook;
  delivery: Delivery;
  /** The webhook's page. */
  base: string;
  timeZone: string;
}

/** As it goes over the wire: the same in every language. */
const requestOf = (url: string, eventId: string, payload: string) =>
  `POST ${url}\ncontent-type: application/json\nwebhook-id: ${eventId}\n\n${payload}`;

/** One event on its way to one webhook: what was sent, and what was answered. */
export function DeliveryPage({ webhook, delivery, base, timeZone }: Props) {
  const desk = useDesk();
  const { webhooks: words } = desk.words;
  const { id, type, eventId, payload, answer, tries, nextAt } = delivery;
  return (
    <>
      <div class="stack stack-s">
        <p>
          <code>{type}</code> <DeliveryState delivery={delivery} />
        </p>
        <p class="small soft">
          {words.happened} <When at={delivery.at} timeZone={timeZone} />
          {nextAt && (
            <>
              {' · '}
              {words.next} <When at={nextAt} timeZone={timeZone} />
            </>
          )}
        </p>
        {webhook.isOn ? (
          <form class="stack" method="post" action={`${base}/deliveries/${id}/replay`}>
            <p>{words.replayText}</p>
            <div>
              <button class="btn">{words.replay}</button>
            </div>
          </form>
        ) : (
          <p>{words.offReplay}</p>
        )}
      </div>
      <Section title={words.eachTry}>
        <ol class="rows" reversed>
          {tries.toReversed().map(({ at, status, fault, ms }) => (
            <li key={at}>
              <When at={new Date(at)} timeZone={timeZone} />:{' '}
              {status === null ? fault && words.faults[fault] : words.answered(status)}{' '}
              <span class="small soft">({words.took(desk.number(ms))})</span>
            </li>
          ))}
        </ol>
      </Section>
      <Section title={words.request}>
        {payload === null ? (
          <p>{words.notSentYet}</p>
        ) : (
          <pre class="snippet" tabIndex={0}>
            {requestOf(webhook.url, eventId, payload)}
          </pre>
        )}
      </Section>
      <Section title={words.answer}>
        {answer === null ? (
          <p>{words.noAnswer}</p>
        ) : answer === '' ? (
          <p>{words.emptyAnswer}</p>
        ) : (
          <pre class="snippet" tabIndex={0}>
            {answer}
          </pre>
        )}
      </Section>
    </>
  );
}
