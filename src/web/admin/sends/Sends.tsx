import type { LatestSend } from '../../../reports/index.ts';
import { says } from '../../../words/index.ts';
import { State } from '../components/State.tsx';
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
    <div class="sec">
      <div class="sec-head">
        <h2>Latest sends</h2>
      </div>
      {sends.length === 0 ? (
        <p class="soft">Nothing has been sent yet. Each new article becomes a send by itself.</p>
      ) : (
        <ul class="rows">
          {sends.map((send) => (
            <li key={send.id} class="item">
              <div class="row row-between">
                <span>{send.subject || `Send ${send.id}`}</span>
                <State of={send.status} />
              </div>
              {send.reason && <div class="soft">{says(send.reason)}</div>}
              {send.warnings.map((warning) => (
                <div key={warning.code} class="note note-warn">
                  <div>
                    <strong>Warning:</strong> {says(warning)}
                  </div>
                </div>
              ))}
              <div class="small soft">
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
