import { findingWords, type Desk } from '../../../../words/index.ts';
import type { Publication } from '../../../../publications/index.ts';
import type { FormState } from '../../components/Field.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useDesk } from '../../use-desk.ts';
import { Findings } from './Findings.tsx';
import type { Schedule } from './load-schedule.ts';
import { WhenForm } from './WhenForm.tsx';
import type { WhenForm as Choice } from './when.ts';

interface Props {
  publication: Publication;
  loaded: Schedule;
  form: FormState;
  choice: Choice;
  maySend: boolean;
}

/** `/admin/:slug/sends/:id/check` and `/schedule`: whether it can go, and when. */
export function SchedulePage({ publication, loaded, form, choice, maySend }: Props) {
  const desk = useDesk();
  const { send, report, plan, people, version, preheader } = loaded;
  const path = `/admin/${publication.slug}/sends/${send.id}`;
  return (
    <div class="cols cols-plan">
      <div>
        <Findings
          slug={publication.slug}
          path={path}
          timeZone={publication.timeZone}
          report={report}
          people={people}
        />
        <InInbox publication={publication} subject={send.subject} preheader={preheader} />
        <p class="row">
          <a class="btn btn-small" href={`${path}/preview`}>
            <Icon name="eye" />
            {desk.words.schedule.preview}
          </a>
          <a class="btn btn-small" href={`${path}/preview#test`}>
            <Icon name="mail-forward" />
            {desk.words.schedule.sendTest}
          </a>
        </p>
      </div>
      <WhenForm
        path={path}
        form={form}
        choice={choice}
        plan={plan}
        version={version}
        obstacle={obstacleOf(desk, loaded, maySend)}
      />
    </div>
  );
}

function obstacleOf(desk: Desk, { report }: Schedule, maySend: boolean): string | undefined {
  const { schedule } = desk.words;
  if (!maySend) return schedule.mayNotSend;
  const [first] = report.blockers;
  return first && schedule.blocked(findingWords(first, desk.language).what);
}

function InInbox({
  publication,
  subject,
  preheader,
}: {
  publication: Publication;
  subject: string;
  preheader: string;
}) {
  const { words } = useDesk();
  return (
    <div class="inbox inbox-space" role="group" aria-label={words.schedule.inTheInbox}>
      <span class="mark" aria-hidden="true">
        {publication.fromName.slice(0, 1).toUpperCase()}
      </span>
      <div>
        <b>{publication.fromName}</b>
        <b class="subject">{subject}</b>
        {preheader && <span class="pre">{preheader}</span>}
      </div>
    </div>
  );
}
