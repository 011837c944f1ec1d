import { SUPPRESSED_REPLY, type TestResult } from '../../../../sends/index.ts';
import { Field, type FormState } from '../../components/Field.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Note } from '../../components/Note.tsx';
import { useDesk } from '../../use-desk.ts';
import { viewPath, type Looking } from './looking.ts';
import type { TestReport } from './test-mail.ts';

interface Props {
  page: string;
  looking: Looking;
  timeZone: string;
  form: FormState;
  report: TestReport | undefined;
}

/** The very mail to oneself or a few others, and what the server said to it. */
export function TestPanel({ page, looking, timeZone, form, report }: Props) {
  const { words } = useDesk();
  const say = words.preview;
  return (
    <section class="panel" id="test">
      <h2>{say.test}</h2>
      <form class="stack stack-s" method="post" action={viewPath(page, looking)}>
        <Field form={form} name="to" label={say.to} hint={say.toHint} />
        <input type="hidden" name="key" value={form.values['key']} />
        <button class="btn btn-main">
          <Icon name="mail-forward" />
          {say.sendTest}
        </button>
        <p class="small soft">{say.testMeans}</p>
      </form>
      {report && <Report report={report} timeZone={timeZone} />}
    </section>
  );
}

function Report({ report: { at, results }, timeZone }: { report: TestReport; timeZone: string }) {
  const desk = useDesk();
  const say = desk.words.preview;
  const accepted = results.filter(({ outcome }) => outcome === 'accepted').length;
  const isAll = accepted === results.length;
  const summary = isAll
    ? say.allAccepted(accepted)
    : accepted > 0
      ? say.someAccepted(accepted, results.length)
      : say.noneAccepted;
  return (
    <div class="block-s">
      <Note kind={isAll ? 'good' : accepted > 0 ? 'warn' : 'bad'}>
        <p>
          <b>{accepted > 0 ? say.sentAt(desk.time(new Date(at), timeZone)) : say.notSent}</b> {summary}
        </p>
        <ul class="plain small">
          {results.map((result) => (
            <ResultLine key={result.to} result={result} />
          ))}
        </ul>
      </Note>
    </div>
  );
}

function ResultLine({ result: { to, outcome, reply } }: { result: TestResult }) {
  const { words } = useDesk();
  const say = words.preview;
  return (
    <li>
      {to}: {say.outcomes[outcome]}.{' '}
      {reply === SUPPRESSED_REPLY ? say.suppressed : reply !== '' && <q>{reply}</q>}
    </li>
  );
}
