import type { LatestSend } from '../../../reports/index.ts';
import { says } from '../../../words/index.ts';
import { Status } from '../components/Status.tsx';
import { When } from '../components/When.tsx';
import { SendControls } from './SendControls.tsx';

interface Props {
  slug: string;
  sends: LatestSend[];
  timeZone: string;
  mayAct: boolean;
}

/** The newest sends, what became of their messages, and what can be done about them. */
export function Sends({ slug, sends, timeZone, mayAct }: Props) {
  return (
    <div class="card mb-3">
      <div class="card-header">
        <h3 class="card-title">Latest sends</h3>
      </div>
      {sends.length === 0 ? (
        <p class="card-body text-secondary mb-0">
          Nothing has been sent yet. Each new article becomes a send by itself.
        </p>
      ) : (
        <ul class="list-group list-group-flush">
          {sends.map((send) => (
            <li key={send.id} class="list-group-item">
              <div class="heading-row">
                <span>{send.subject || `Send ${send.id}`}</span>
                <Status status={send.status} />
              </div>
              {send.reason && <div class="text-secondary">{says(send.reason)}</div>}
              {send.warnings.map((warning) => (
                <div key={warning.code} class="alert alert-warning my-2 p-2">
                  <div>
                    <strong>Warning:</strong> {says(warning)}
                  </div>
                </div>
              ))}
              <div class="text-secondary small">
                <When at={send.finishedAt ?? send.scheduledAt} timeZone={timeZone} />
                {` · ${outcomeOf(send)}`}
              </div>
              {mayAct && <SendControls slug={slug} send={send} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A server accepts a message; nobody can know more. */
function outcomeOf({ status, audienceSize, accepted, deferred, failed, unknown }: LatestSend): string {
  if (audienceSize === null) return status === 'cancelled' ? 'nobody got it' : 'not prepared yet';
  const number = (count: number) => count.toLocaleString('en');
  const parts = [`${number(accepted)} of ${number(audienceSize)} accepted`];
  if (deferred > 0) parts.push(`${number(deferred)} to be tried again`);
  if (failed > 0) parts.push(`${number(failed)} refused`);
  if (unknown > 0) parts.push(`${number(unknown)} in doubt`);
  return parts.join(', ');
}
