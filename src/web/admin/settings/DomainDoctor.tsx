import type { SenderDomain, SenderRecord } from '../../../checks/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Section } from '../components/Section.tsx';
import { State } from '../components/State.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import { settingsPath } from './pages.ts';

interface Props {
  slug: string;
  sender: SenderDomain;
  timeZone: string;
}

/** What DNS says of the sender domain, and what to paste where it says something else than it should. */
export function DomainDoctor({ slug, sender: { domain, isLeaving, seen }, timeZone }: Props) {
  const { doctor } = useDesk().words.settings;
  return (
    <Section title={doctor.title(domain)} id="doctor">
      {!isLeaving && <p class="small soft">{doctor.staysHere}</p>}
      {seen ? (
        <>
          <Verdict records={seen.records} />
          {seen.records.map((record) => (
            <RecordLine key={`${record.about} ${record.selector} ${record.says}`} record={record} />
          ))}
        </>
      ) : (
        <p class="verdict">{doctor.unseen}</p>
      )}
      <form class="row block-s" method="post" action={`${settingsPath(slug, 'sender')}/check`}>
        <button class="btn">{seen ? doctor.again : doctor.now}</button>
        <span class="small soft">
          {seen && (
            <>
              {doctor.seen} <When at={seen.at} timeZone={timeZone} />.{' '}
            </>
          )}
          {doctor.wait}
        </span>
      </form>
    </Section>
  );
}

function Verdict({ records }: { records: SenderRecord[] }) {
  const { doctor } = useDesk().words.settings;
  const bad = records.filter(({ state }) => state === 'bad').length;
  const odd = records.filter(({ state }) => state === 'warning').length;
  const [icon, kind, says] =
    bad > 0
      ? (['alert-circle', 'is-bad', doctor.bad(bad)] as const)
      : odd > 0
        ? (['alert-triangle', 'is-warn', doctor.odd(odd)] as const)
        : (['circle-check', 'is-good', doctor.good] as const);
  return (
    <p class="verdict">
      <span class={kind}>
        <Icon name={icon} />
      </span>{' '}
      <b>{says}</b>
    </p>
  );
}

const STATES = { good: 'fine', warning: 'warning', bad: 'failing' } as const;

/** One record; what is wrong stands open. */
function RecordLine({ record }: { record: SenderRecord }) {
  const { doctor } = useDesk().words.settings;
  const { about, state, says, selector } = record;
  const of = about === 'dkim' ? doctor.key(selector ?? '') : doctor.about[about];
  return (
    <details class="dns" open={state !== 'good'}>
      <summary>
        <Icon name={state === 'good' ? 'circle-check' : 'alert-circle'} />
        <span>
          <b>{doctor.names[about]}</b> <span class="soft">{of}</span>
        </span>
        <State of={STATES[state]} says={doctor.states[state]} />
      </summary>
      <div class="stack stack-s dns-body">
        {state !== 'good' && <p>{doctor.means[about]}</p>}
        <p class="small soft" lang="en">
          {says}
        </p>
        {record.record && <ToPaste record={record.record} id={`dns-${about}${selector ?? ''}`} />}
      </div>
    </details>
  );
}

/** A record to paste: a click chooses all of its value. */
function ToPaste({ record, id }: { record: NonNullable<SenderRecord['record']>; id: string }) {
  const { frame, settings } = useDesk().words;
  const { type, name, value } = settings.doctor;
  return (
    <dl class="dns-rec">
      <div>
        <dt>{type}</dt>
        <dd>
          <code>{record.type}</code>
        </dd>
      </div>
      <div>
        <dt>{name}</dt>
        <dd>
          <code>{record.name}</code>
        </dd>
      </div>
      <div class="dns-val">
        <dt>{value}</dt>
        <dd class="stack stack-s">
          <pre id={id} class="snippet" tabIndex={0}>
            {record.value}
          </pre>
          <p>
            <button class="btn btn-small" type="button" data-copy={id}>
              <Icon name="copy" />
              {frame.copy}
            </button>
          </p>
        </dd>
      </div>
    </dl>
  );
}
