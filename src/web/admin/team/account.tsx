import { z } from 'zod';
import { changeTaste, type Taste } from '../../../accounts/index.ts';
import { admin } from '../admin-route.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { useDesk } from '../use-desk.ts';

/** `/admin/account`: how the desk speaks and looks to oneself. */
export const accountRoutes = admin.formPage({
  path: '/account',
  role: 'viewer',
  fields: z
    .object({ name: z.string(), language: z.string(), theme: z.string(), shortcuts: z.string() })
    .transform(({ name, language, theme, shortcuts }) => ({
      name,
      language: (language || null) as Taste['language'],
      theme: (theme || null) as Taste['theme'],
      hasShortcuts: shortcuts !== 'off',
    })),
  start: ({ user }) => ({
    name: user.name,
    language: user.language ?? '',
    theme: user.theme ?? '',
    shortcuts: user.hasShortcuts ? 'on' : 'off',
  }),
  view: ({ desk: { words } }, form) => ({
    title: words.account.title,
    current: 'account',
    layout: 'narrow',
    actions: (
      <a class="btn" href="/admin/account/security">
        {words.security.title}
      </a>
    ),
    content: <Account form={form} />,
  }),
  async act({ app, user, fields }) {
    await changeTaste(app, user.userId, fields);
    return { to: '/admin/account', notice: 'account-saved' };
  },
});

function Account({ form }: { form: FormState }) {
  const { words } = useDesk();
  const { account, frame } = words;
  const labels = {
    name: account.name,
    language: account.language,
    theme: account.theme,
    shortcuts: account.shortcuts,
  };
  const option = (value: string, text: string) => ({ value, text });
  return (
    <form class="stack" method="post" action="/admin/account">
      <FormFaults form={form} labels={labels} />
      <Field form={form} name="name" label={labels.name} hint={account.nameHint} autocomplete="name" />
      <Field
        form={form}
        name="language"
        label={labels.language}
        options={[option('', account.languageBrowser), option('en', 'English'), option('de', 'Deutsch')]}
      />
      <Field
        form={form}
        name="theme"
        label={labels.theme}
        options={[
          option('', account.themeSystem),
          option('light', account.themeLight),
          option('dark', account.themeDark),
        ]}
      />
      <Field
        form={form}
        name="shortcuts"
        label={labels.shortcuts}
        options={[option('on', account.shortcutsOn), option('off', account.shortcutsOff)]}
      />
      <div class="row">
        <button class="btn btn-main">{frame.save}</button>
      </div>
    </form>
  );
}
