import type { MailPreview, SendView } from '../../../../sends/index.ts';
import { LONGEST_LINKS, NO_NAME, NO_NAME_MARK } from '../../../../sends/index.ts';
import type { FormState } from '../../components/Field.tsx';
import { Icon, type IconName } from '../../components/Icon.tsx';
import { Note } from '../../components/Note.tsx';
import { useDesk } from '../../use-desk.ts';
import { addressIn, viewPath, type Looking } from './looking.ts';
import { Mails } from './Mails.tsx';
import type { TestReport } from './test-mail.ts';
import { TestPanel } from './TestPanel.tsx';

export interface PreviewPageProps {
  send: SendView;
  slug: string;
  timeZone: string;
  looking: Looking;
  found: MailPreview | { fault: string };
  report: TestReport | undefined;
  /** Undefined for people who may not test. */
  form: FormState | undefined;
}

/** Gmail’s limit. */
const LIMIT_BYTES = 102_000;

const isDraft = ({ articleId, status }: SendView) => articleId === null && status === 'draft';

export function Crumbs({ slug, send }: PreviewPageProps) {
  const { words } = useDesk();
  return (
    <>
      <a href={`/admin/${slug}/sends`}>{words.frame.sends}</a>
      <span aria-hidden="true">/</span>
      <a href={isDraft(send) ? `/admin/${slug}/sends/${send.id}/edit` : `/admin/${slug}/sends/${send.id}`}>
        {words.kinds[send.kind]}
      </a>
      <span aria-hidden="true">/</span>
      <span>{words.preview.crumb}</span>
    </>
  );
}

export function PreviewActions({ slug, send, form }: PreviewPageProps) {
  const { words } = useDesk();
  const to = `/admin/${slug}/sends/${send.id}`;
  if (!isDraft(send) || !form)
    return (
      <a class="btn" href={to}>
        <Icon name="chevron-left" />
        {words.preview.backToSend}
      </a>
    );
  return (
    <>
      <a class="btn" href={`${to}/edit`}>
        <Icon name="chevron-left" />
        {words.preview.backToWriting}
      </a>
      <a class="btn btn-main" href={`${to}/check`}>
        {words.preview.check}
      </a>
    </>
  );
}

export function PreviewPage(props: PreviewPageProps) {
  const { words } = useDesk();
  const { slug, send, found, looking } = props;
  const page = `/admin/${slug}/sends/${send.id}/preview`;
  if ('fault' in found)
    return (
      <Note kind="bad">
        <p>
          <b>{words.preview.notYet}</b> {found.fault}
        </p>
        {isDraft(send) && <a href={`/admin/${slug}/sends/${send.id}/edit`}>{words.preview.change}</a>}
      </Note>
    );
  return (
    <>
      <LookingForm page={page} looking={looking} />
      <div class={looking.width === 'desktop' || looking.show === 'text' ? 'views views-wide' : 'views'}>
        <Mails page={page} looking={looking} found={found} />
        <aside class="stack" aria-label={words.preview.reader}>
          <ReaderPanel {...props} page={page} found={found} />
          {props.form && <TestPanel {...props} page={page} form={props.form} />}
          <InboxLine {...props} found={found} />
        </aside>
      </div>
    </>
  );
}

function LookingForm({ page, looking }: { page: string; looking: Looking }) {
  const { words } = useDesk();
  const say = words.preview;
  const { as: _as, ...rest } = looking;
  return (
    <form class="see" method="get" action={page}>
      <div class="field see-as">
        <label for="as">{say.asReader}</label>
        <input id="as" name="as" type="search" value={addressIn(looking)} aria-describedby="as-hint" />
        <p class="hint" id="as-hint">
          {say.asHint}
        </p>
      </div>
      {Object.entries(rest).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button class="btn">{say.show}</button>
      <Switch
        label={say.width}
        choices={[
          ['phone', 'device-mobile', say.phone],
          ['desktop', 'device-desktop', say.desktop],
        ]}
        chosen={looking.width}
        to={(width) => viewPath(page, { ...looking, width })}
      />
      <Switch
        label={say.parts}
        choices={[
          ['pictures', 'photo', say.pictures],
          ['no-pictures', 'photo-off', say.noPictures],
          ['text', 'file-text', say.text],
        ]}
        chosen={looking.show}
        to={(show) => viewPath(page, { ...looking, show })}
      />
    </form>
  );
}

function Switch<Value extends string>({
  label,
  choices,
  chosen,
  to,
}: {
  label: string;
  choices: [Value, IconName, string][];
  chosen: Value;
  to(value: Value): string;
}) {
  return (
    <div class="switch" role="group" aria-label={label}>
      {choices.map(([value, icon, word]) => (
        <a key={value} href={to(value)} aria-current={value === chosen ? 'true' : undefined}>
          <Icon name={icon} />
          {word}
        </a>
      ))}
    </div>
  );
}

/** As whom one looks, and what can be said of it. */
function ReaderPanel({
  page,
  looking,
  found,
  send,
  timeZone,
}: PreviewPageProps & { page: string; found: MailPreview }) {
  const desk = useDesk();
  const say = desk.words.preview;
  const { reader, htmlBytes } = found;
  const at = send.startedAt ?? send.scheduledAt;
  const address = addressIn(looking);
  const hasMark = [found.subject, found.html].some((part) => part.includes(NO_NAME_MARK));
  return (
    <section class="panel panel-ground">
      <h2>
        {reader
          ? say.asGets(reader.name || reader.email)
          : looking.as === LONGEST_LINKS
            ? say.asLongest
            : say.asNoName}
      </h2>
      {!reader && address && <p class="small">{say.stranger(address)}</p>}
      <dl class="facts small">
        <dt>{say.name}</dt>
        <dd>{reader?.name || say.noName}</dd>
        <dt>{say.time}</dt>
        <dd>{at ? `${desk.shortMoment(at, timeZone)}, ${timeZone}` : say.noTime}</dd>
        <dt>{say.size}</dt>
        <dd>
          {say.sizeOf(desk.bytes(htmlBytes), desk.bytes(LIMIT_BYTES))}
          {htmlBytes > LIMIT_BYTES && ` ${say.tooLarge}`}
        </dd>
      </dl>
      {hasMark && <p class="small soft block-s">{say.noNameNote}</p>}
      <div class="row row-between block-s small">
        <a href={viewPath(page, { ...looking, as: NO_NAME })}>{say.linkNoName}</a>
        <a href={viewPath(page, { ...looking, as: LONGEST_LINKS })}>{say.linkLongest}</a>
      </div>
    </section>
  );
}

function InboxLine({ found, send, timeZone }: PreviewPageProps & { found: MailPreview }) {
  const desk = useDesk();
  const at = send.startedAt ?? send.scheduledAt;
  return (
    <section class="inbox" aria-label={desk.words.preview.inInbox}>
      <span class="mark" aria-hidden="true">
        {Array.from(found.from.name)[0]}
      </span>
      <div>
        <b>{found.from.name}</b>
        <b class="subject">{found.subject}</b>
        <span class="pre">{found.preheader}</span>
      </div>
      <span class="mini soft">{at && desk.time(at, timeZone)}</span>
    </section>
  );
}
