import { z } from 'zod';
import {
  changeHook,
  createHook,
  getHook,
  isSigning,
  PROVIDER_TITLES,
  removeHook,
  type Hook,
} from '../../../hooks/index.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import { HookAddress, HookState } from './HookList.tsx';
import { settingsPath } from './pages.ts';

const params = z.object({ id: idText });
const hooksOf = ({ slug }: { slug: string }) => settingsPath(slug, 'hooks');

/** Email providers that call: making an address, its key, and the end of it. */
export const hookRoutes = [
  ofPublication.button({
    path: '/settings/hooks',
    role: 'admin',
    fields: z.object({ provider: z.string() }),
    async act({ app, publication, fields }) {
      const { id } = await createHook(app, publication.id, fields);
      return { to: `${hooksOf(publication)}/${id}`, notice: 'hook-made' };
    },
  }),
  ...ofPublication.formPage({
    path: '/settings/hooks/:id',
    role: 'admin',
    params,
    fields: z.object({ signingKey: z.string().optional(), topic: z.string().optional() }),
    start: async ({ app, publication, params: { id } }) => ({
      topic: (await getHook(app, publication.id, id)).topic ?? '',
    }),
    async view({ app, desk, publication, params: { id } }, form) {
      const hook = await getHook(app, publication.id, id);
      const base = hooksOf(publication);
      return {
        title: desk.words.hooks.calls(PROVIDER_TITLES[hook.provider]),
        current: 'settings',
        layout: 'narrow',
        crumbs: <a href={base}>{desk.words.hooks.back}</a>,
        content: <HookPage hook={hook} form={form} here={`${base}/${id}`} timeZone={publication.timeZone} />,
      };
    },
    async act({ app, publication, params: { id }, fields }) {
      const { provider } = await getHook(app, publication.id, id);
      const changes =
        provider === 'ses'
          ? { topic: fields.topic?.trim() || null }
          : // Empty: the key that is set stays.
            { signingKey: fields.signingKey?.trim() || undefined };
      await changeHook(app, publication.id, id, changes);
      return { to: `${hooksOf(publication)}/${id}`, notice: 'saved' };
    },
  }),
  ofPublication.button({
    path: '/settings/hooks/:id/forget-key',
    role: 'admin',
    params,
    async act({ app, publication, params: { id } }) {
      await changeHook(app, publication.id, id, { signingKey: null });
      return { to: `${hooksOf(publication)}/${id}`, notice: 'saved' };
    },
  }),
  ofPublication.button({
    path: '/settings/hooks/:id/remove',
    role: 'admin',
    params,
    async act({ app, publication, params: { id } }) {
      await removeHook(app, publication.id, id);
      return { to: hooksOf(publication), notice: 'hook-removed' };
    },
  }),
];

interface Props {
  hook: Hook;
  form: FormState;
  /** The page's own address. */
  here: string;
  timeZone: string;
}

function HookPage({ hook, form, here, timeZone }: Props) {
  const { hooks: words } = useDesk().words;
  return (
    <>
      <Section title={words.address}>
        <div class="stack stack-s">
          <p>{words.secret}</p>
          <HookAddress hook={hook} />
          <HookState hook={hook} timeZone={timeZone} />
        </div>
      </Section>
      <Proof hook={hook} form={form} here={here} />
      <Section title={words.removal}>
        <form class="stack" method="post" action={`${here}/remove`}>
          <p>{words.removalText}</p>
          <button class="btn btn-bad">{words.remove}</button>
        </form>
      </Section>
    </>
  );
}

/** What the provider proves itself with. */
function Proof({ hook: { provider, hasSigningKey }, form, here }: Omit<Props, 'timeZone'>) {
  const { labels, keyHints, keySet, save, forget } = useDesk().words.hooks;
  const isTopic = provider === 'ses';
  const hints: Partial<Record<Hook['provider'], string>> = keyHints;
  return (
    <Section title={isTopic ? labels.topic : labels.signingKey}>
      <FormFaults form={form} labels={labels} />
      <form class="stack" method="post" action={here}>
        {hasSigningKey && <p>{keySet}</p>}
        <Field
          form={form}
          name={isTopic ? 'topic' : 'signingKey'}
          label={isTopic ? labels.topic : labels.signingKey}
          hint={hints[provider] ?? keyHints.password}
          type={isTopic ? 'text' : 'password'}
          autocomplete="off"
        />
        <div class="row">
          <button class="btn btn-main">{save}</button>
          {hasSigningKey && !isSigning(provider) && (
            <button class="btn" formaction={`${here}/forget-key`}>
              {forget}
            </button>
          )}
        </div>
      </form>
    </Section>
  );
}
