import { PROVIDER_NAMES, PROVIDER_TITLES, type Hook } from '../../../hooks/index.ts';
import { Field } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import { settingsPath } from './pages.ts';

interface Props {
  slug: string;
  hooks: Hook[];
  timeZone: string;
  /** Whether the address of this installation can be called from elsewhere. */
  isPublic: boolean;
}

/** Email providers that call, and a form for one more. */
export function HookList({ slug, hooks, timeZone, isPublic }: Props) {
  const { hooks: words } = useDesk().words;
  const base = settingsPath(slug, 'hooks');
  const options = PROVIDER_NAMES.map((value) => ({ value, text: PROVIDER_TITLES[value] }));
  return (
    <Section title={words.title} id="hooks">
      <div class="stack">
        <p>{words.lede}</p>
        {!isPublic && <Note kind="warn">{words.notPublic}</Note>}
      </div>
      {hooks.length > 0 && (
        <ul class="rows">
          {hooks.map((hook) => (
            <li key={hook.id} class="stack stack-s">
              <div class="row row-between">
                <span class="title">{PROVIDER_TITLES[hook.provider]}</span>
                <a class="btn btn-small" href={`${base}/${hook.id}`}>
                  {words.change}
                </a>
              </div>
              <HookState hook={hook} timeZone={timeZone} />
              <HookAddress hook={hook} />
            </li>
          ))}
        </ul>
      )}
      <form class="row block-s" method="post" action={base}>
        <Field
          form={{ values: {}, errors: [] }}
          name="provider"
          label={words.provider}
          options={options}
          required
        />
        <button class="btn">{words.make}</button>
      </form>
    </Section>
  );
}

/** The address with a button that copies it. */
export function HookAddress({ hook: { id, url } }: { hook: Hook }) {
  const { frame } = useDesk().words;
  return (
    <>
      <pre id={`hook-${id}`} class="snippet" tabIndex={0}>
        {url}
      </pre>
      <p>
        <button class="btn btn-small" type="button" data-copy={`hook-${id}`}>
          {frame.copy}
        </button>
      </p>
    </>
  );
}

/** What is missing, when it called last, what was refused, and what nobody knows. */
export function HookState({ hook, timeZone }: { hook: Hook; timeZone: string }) {
  const { hooks: words } = useDesk().words;
  const { needs, lastSeenAt, lastRefusedAt, refusal, waiting, unknownKinds } = hook;
  return (
    <>
      {needs && <Note kind="warn">{words.needs[needs]}</Note>}
      <p class="small soft">
        {words.lastSeen}: {lastSeenAt ? <When at={lastSeenAt} timeZone={timeZone} /> : words.notYet}
        {waiting > 0 && ` · ${words.waiting(waiting)}`}
      </p>
      {lastRefusedAt && refusal && (
        <p class="small">
          {words.refusedLast}: <When at={lastRefusedAt} timeZone={timeZone} /> ({words.refusals[refusal]})
        </p>
      )}
      {unknownKinds.length > 0 && (
        <p class="small">
          {words.strange}:{' '}
          {unknownKinds.map(({ kind, count, lastAt }, at) => (
            <span key={kind}>
              {at > 0 && ', '}
              <code>{kind}</code> ({words.times(count)}, <When at={lastAt} timeZone={timeZone} />)
            </span>
          ))}
        </p>
      )}
    </>
  );
}
