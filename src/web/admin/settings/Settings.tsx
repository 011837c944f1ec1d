import type { Transport } from '../../../transports/index.ts';
import { FormFaults, type FormState } from '../components/Field.tsx';
import { useDesk } from '../use-desk.ts';
import { ArticlesGroup } from './ArticlesGroup.tsx';
import { LookGroup } from './LookGroup.tsx';
import { PublicationGroup } from './PublicationGroup.tsx';
import { ReviewGroup } from './ReviewGroup.tsx';
import type { NextDigests } from './next-digests.ts';
import { RhythmGroup } from './RhythmGroup.tsx';
import { SenderGroup } from './SenderGroup.tsx';
import { SendingGroup } from './SendingGroup.tsx';
import { BEFORE } from './settings-form.ts';

interface Props {
  slug: string;
  form: FormState;
  /** What the form is opened with, as JSON. */
  opened: string;
  /** All there are. */
  transports: Transport[];
  next: NextDigests;
}

export function Settings({ slug, form, opened, transports, next }: Props) {
  const { settings, frame } = useDesk().words;
  return (
    <>
      <FormFaults form={form} labels={settings.labels} />
      <form class="stack stack-l" method="post" action={`/admin/${slug}/settings`}>
        <input type="hidden" name={BEFORE} value={opened} />
        <PublicationGroup form={form} />
        <SenderGroup form={form} />
        <ArticlesGroup form={form} />
        <RhythmGroup form={form} next={next} />
        <ReviewGroup form={form} />
        <SendingGroup form={form} transports={transports} />
        <LookGroup form={form} />
        <div class="row block-s">
          <button class="btn btn-main">{frame.save}</button>
          <a class="btn" href={`/admin/${slug}`}>
            {frame.cancel}
          </a>
        </div>
      </form>
    </>
  );
}
