import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { InvalidInput, type FieldError } from '../../../platform/errors.ts';
import { listTopics, type Publication } from '../../../publications/index.ts';
import {
  changeSegment,
  createSegment,
  getSegment,
  listLastSends,
  listUses,
  removeSegment,
  sayRules,
  viewRules,
} from '../../../segments/index.ts';
import type { Desk } from '../../../words/index.ts';
import { readFilter } from '../../reader-filter.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { Icon } from '../components/Icon.tsx';
import { MenuButton, RowMenu } from '../components/RowMenu.tsx';
import { inWordsOf } from '../faults.ts';
import type { Answer, View } from '../view.ts';
import { SegmentEditor } from './SegmentEditor.tsx';
import { afterStep, readSegmentForm, rightRules, segmentOfFilter, type SegmentForm } from './segment-form.ts';

const params = z.object({ id: idText });
const sent = z.record(z.string(), z.string());

interface Shown {
  app: App;
  publication: Publication;
  desk: Desk;
  /** Undefined before it is saved. */
  id?: number | undefined;
  form: SegmentForm;
  errors?: FieldError[];
  mayChange: boolean;
}

export const segmentRoutes = [
  ofPublication.page({
    path: '/segments/new',
    role: 'editor',
    view: ({ query, ...call }) =>
      segmentView({ ...call, form: segmentOfFilter(readFilter(query)), mayChange: true }),
  }),
  ofPublication.button({
    path: '/segments/new',
    role: 'editor',
    fields: sent,
    act: ({ fields, ...call }) => actOn(call, fields),
  }),
  ofPublication.page({
    path: '/segments/:id',
    role: 'viewer',
    params,
    async view({ params: { id }, may, ...call }) {
      const form = await getSegment(call.app.db, call.publication.id, id);
      return segmentView({ ...call, id, form, mayChange: may('editor') });
    },
  }),
  ofPublication.button({
    path: '/segments/:id',
    role: 'editor',
    params,
    fields: sent,
    async act({ params: { id }, fields, ...call }) {
      await getSegment(call.app.db, call.publication.id, id);
      return actOn({ ...call, id }, fields);
    },
  }),
  ofPublication.button({
    path: '/segments/:id/remove',
    role: 'editor',
    params,
    async act({ app, publication, params: { id } }) {
      await removeSegment(app, publication, id);
      return { to: `/admin/${publication.slug}/subscribers`, notice: 'segment-removed' };
    },
  }),
];

/** Any button that does not save only shows the form again, as it is after it. */
async function actOn(
  call: Omit<Shown, 'form' | 'mayChange' | 'errors'>,
  fields: Record<string, string>,
): Promise<Answer> {
  const { app, publication, desk, id } = call;
  const form = readSegmentForm(fields);
  const { step } = fields;
  if (step !== 'save' && step !== 'write')
    return segmentView({ ...call, form: afterStep(form, step ?? ''), mayChange: true });
  try {
    const segment =
      id === undefined
        ? await createSegment(app, publication, form)
        : await changeSegment(app, publication, id, form);
    const home = `/admin/${publication.slug}`;
    const to =
      step === 'write' ? `${home}/sends/new?segment=${segment.id}` : `${home}/segments/${segment.id}`;
    return { to, notice: 'segment-saved' };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const { errors } = inWordsOf(desk, error);
    return { status: 422, ...(await segmentView({ ...call, form, errors, mayChange: true })) };
  }
}

async function segmentView({
  app,
  publication,
  desk,
  id,
  form,
  errors = [],
  mayChange,
}: Shown): Promise<View> {
  const { segments: say, subscribers } = desk.words;
  const home = `/admin/${publication.slug}`;
  const { rules, places } = rightRules(form);
  const hasRules = rules.rules.length > 0;
  const viewed = hasRules ? await viewRules(app.db, publication, rules) : undefined;
  const title = id === undefined ? say.newSegment : form.name;
  const uses = id === undefined ? [] : await listUses(app.db, id);
  return {
    title,
    current: 'subscribers',
    layout: 'wide',
    scripts: ['segment'],
    crumbs: (
      <>
        <a href={`${home}/subscribers`}>{subscribers.title}</a>
        <span aria-hidden="true">/</span>
        <span>{say.segment}</span>
      </>
    ),
    actions: mayChange && id !== undefined && (
      <>
        <a class="btn" href={`${home}/sends/new?segment=${id}`}>
          <Icon name="pencil" />
          {say.write}
        </a>
        {uses.length === 0 && (
          <RowMenu label={`${desk.words.frame.more}: ${title}`}>
            <MenuButton to={`${home}/segments/${id}/remove`} icon="trash">
              {say.remove}
            </MenuButton>
          </RowMenu>
        )}
      </>
    ),
    content: (
      <SegmentEditor
        action={`${home}/segments/${id ?? 'new'}`}
        list={`${home}/subscribers`}
        form={form}
        errors={errors}
        topics={await listTopics(app.db, publication.id)}
        sends={await listLastSends(app.db, publication.id)}
        counts={viewed?.counts}
        places={places}
        says={hasRules ? await sayRules(app.db, publication, rules, desk.language) : ''}
        examples={viewed?.examples ?? []}
        uses={uses}
        sendsAt={`${home}/sends`}
        id={id}
        mayChange={mayChange}
      />
    ),
  };
}
