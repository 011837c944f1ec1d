import { lookAtSenderAgain, viewSenderDomain } from '../../../checks/index.ts';
import { listHooks } from '../../../hooks/index.ts';
import { listTransports } from '../../../transports/index.ts';
import { listWebhooks } from '../../../webhooks/index.ts';
import { ofPublication } from '../admin-route.ts';
import { ArticlesGroup } from './ArticlesGroup.tsx';
import { DomainDoctor } from './DomainDoctor.tsx';
import { EmbedLine } from './EmbedLine.tsx';
import { seesKeys, settingsFormPage } from './form-page.tsx';
import { EmbedFields, LanguagesFields, LookFields, PublicationFields, SenderFields } from './groups.tsx';
import { HookList } from './HookList.tsx';
import { nextDigests } from './next-digests.ts';
import { settingsPath } from './pages.ts';
import { ReviewGroup } from './ReviewGroup.tsx';
import { RhythmGroup } from './RhythmGroup.tsx';
import { SendingFields } from './SendingFields.tsx';
import { viewSettings } from './SettingsFrame.tsx';
import { WebhooksLine } from './WebhooksLine.tsx';

/** The settings of a publication: pages with one form each. */
export const settingsRoutes = [
  ofPublication.page({
    path: '/settings',
    role: 'admin',
    view: ({ publication: { slug } }) => ({ to: settingsPath(slug, 'publication') }),
  }),
  ...settingsFormPage({ page: 'publication', fields: (_call, form) => <PublicationFields form={form} /> }),
  ...settingsFormPage({
    page: 'sender',
    fields: (_call, form) => <SenderFields form={form} />,
    below: async ({ app, publication }) => (
      <DomainDoctor
        slug={publication.slug}
        sender={await viewSenderDomain(app, publication)}
        timeZone={publication.timeZone}
      />
    ),
  }),
  ofPublication.button({
    path: '/settings/sender/check',
    role: 'admin',
    async act({ app, publication }) {
      const isSeen = await lookAtSenderAgain(app, publication);
      return {
        to: `${settingsPath(publication.slug, 'sender')}#doctor`,
        notice: isSeen ? 'sender-looked-at' : 'sender-not-yet',
      };
    },
  }),
  ...settingsFormPage({
    page: 'transports',
    fields: async ({ app }, form) => <SendingFields form={form} transports={await listTransports(app)} />,
  }),
  ...settingsFormPage({
    page: 'rhythm',
    fields: ({ app, desk }, form) => (
      <>
        <RhythmGroup form={form} next={nextDigests(desk, app.now(), form.values)} />
        <ArticlesGroup form={form} />
        <ReviewGroup form={form} />
      </>
    ),
  }),
  ...settingsFormPage({
    page: 'embed',
    fields: (_call, form) => <EmbedFields form={form} />,
    below: ({ app, publication }) => <EmbedLine slug={publication.slug} publicUrl={app.config.publicUrl} />,
  }),
  ...settingsFormPage({ page: 'languages', fields: (_call, form) => <LanguagesFields form={form} /> }),
  ...settingsFormPage({ page: 'look', fields: (_call, form) => <LookFields form={form} /> }),
  ofPublication.page({
    path: '/settings/hooks',
    role: 'admin',
    async view({ app, desk, publication, user }) {
      const [hooks, webhooks] = await Promise.all([
        listHooks(app, publication.id),
        listWebhooks(app, publication.id),
      ]);
      return viewSettings(desk, {
        slug: publication.slug,
        page: 'hooks',
        hasKeys: seesKeys(user),
        children: (
          <>
            <HookList
              slug={publication.slug}
              hooks={hooks}
              timeZone={publication.timeZone}
              isPublic={app.config.publicUrl.startsWith('https:')}
            />
            <WebhooksLine slug={publication.slug} count={webhooks.length} />
          </>
        ),
      });
    },
  }),
];
