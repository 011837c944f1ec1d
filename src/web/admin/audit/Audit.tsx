import type { AuditLine } from '../../../reports/index.ts';
import { Field } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { Paging } from '../components/Paging.tsx';
import { Empty } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

/** What the form of the page asks for, as typed; nothing of it can be wrong. */
export interface AskedAudit {
  actor: string;
  action: string;
  /** A day. */
  from: string;
}

interface Props {
  /** Address of the page. */
  place: string;
  lines: AuditLine[];
  /** What people and keys are called, by actor. */
  names: Map<string, string>;
  asked: AskedAudit;
  /** What the next page goes on after. */
  next: number | undefined;
  isFirst: boolean;
}

function addressOf(path: string, asked: AskedAudit, more: Record<string, string> = {}): string {
  const given = Object.entries({ ...asked, ...more }).filter(([, value]) => value !== '');
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}

/** Who did what, the newest line first. */
export function Audit({ place, lines, names, asked, next, isFirst }: Props) {
  const { audit } = useDesk().words;
  return (
    <>
      <Filters place={place} names={names} asked={asked} />
      {lines.length === 0 ? (
        <Empty title={audit.nothing}>
          <p>{audit.nothingText}</p>
        </Empty>
      ) : (
        <Lines lines={lines} names={names} />
      )}
      <Paging
        steps={[
          isFirst ? undefined : { href: addressOf(place, asked), text: audit.newest },
          next === undefined
            ? undefined
            : { href: addressOf(place, asked, { before: String(next) }), text: audit.older },
        ]}
      />
    </>
  );
}

function Filters({ place, names, asked }: Pick<Props, 'place' | 'names' | 'asked'>) {
  const { audit } = useDesk().words;
  const kinds = Object.entries(audit.kinds).map(([value, text]) => ({ value, text }));
  const people = [...names]
    .map(([value, text]) => ({ value, text }))
    .toSorted((one, other) => one.text.localeCompare(other.text));
  const isKnown = asked.actor === '' || [...kinds, ...people].some(({ value }) => value === asked.actor);
  const form = { values: { ...asked }, errors: [] };
  return (
    <form class="row invite block-s" method="get" action={place}>
      <Field
        form={form}
        name="actor"
        label={audit.who}
        options={[
          { value: '', text: audit.anybody },
          ...(isKnown ? [] : [{ value: asked.actor, text: asked.actor }]),
          ...people,
          ...kinds,
        ]}
      />
      <Field form={form} name="action" label={audit.what} autocomplete="off" />
      <Field form={form} name="from" label={audit.from} type="date" />
      <button class="btn btn-main">{audit.show}</button>
      <a class="btn" href={addressOf(`${place}.csv`, asked)}>
        <Icon name="download" />
        {audit.export}
      </a>
    </form>
  );
}

function Lines({ lines, names }: Pick<Props, 'lines' | 'names'>) {
  const { words, timeWithSeconds, shortDay } = useDesk();
  const { audit } = words;
  return (
    <div class="table-wrap" tabIndex={0} role="region" aria-label={audit.title}>
      <table class="table-cards audit-lines">
        <thead>
          <tr>
            <th scope="col">{audit.when}</th>
            <th scope="col">{audit.who}</th>
            <th scope="col">{audit.what}</th>
            <th scope="col">{audit.onWhat}</th>
            <th scope="col">{audit.details}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, at, actor, action, subject, details }) => (
            <tr key={id}>
              <th scope="row" class="small">
                <time dateTime={at.toISOString()}>
                  {shortDay(at, 'UTC')}, {timeWithSeconds(at, 'UTC')}
                </time>
              </th>
              <td data-label={audit.who}>
                <span>
                  {names.get(actor) ?? actor}
                  {names.has(actor) && <span class="sub">{actor}</span>}
                </span>
              </td>
              <td data-label={audit.what}>
                <Action of={action} />
              </td>
              <td data-label={audit.onWhat} class="small">
                <span>
                  {subject}
                  {names.has(subject) && <span class="sub">{names.get(subject)}</span>}
                </span>
              </td>
              <td data-label={audit.details} class="small">
                <span>
                  <Details of={details} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What was done, in words, with the name that a filter takes. */
function Action({ of }: { of: string }) {
  const words: Partial<Record<string, string>> = useDesk().words.audit.actions;
  const says = words[of];
  if (says === undefined) return <code>{of}</code>;
  return (
    <span>
      {says}
      <span class="sub">
        <code>{of}</code>
      </span>
    </span>
  );
}

/** Facts of a line, each as it stands there. */
function Details({ of }: { of: Record<string, unknown> }) {
  const facts = Object.entries(of);
  if (facts.length === 0) return <span class="faint">–</span>;
  return (
    <>
      {facts.map(([name, value]) => (
        <span key={name} class="sub">
          {name}: {typeof value === 'string' ? value : JSON.stringify(value)}
        </span>
      ))}
    </>
  );
}
