import { checkSenderAgain, viewSenderDomain } from '../../../checks/index.ts';
import { z } from 'zod';
import { listHooks } from '../../../hooks/index.ts';
import type { App } from '../../../platform/app.ts';
import type { Publication } from '../../../publications/index.ts';
import { readerSpeechIn } from '../../../words/index.ts';
import { listLimits, listTransports } from '../../../transports/index.ts';
import { listWebhooks } from '../../../webhooks/index.ts';
import { ofPublication } from '../admin-route.ts';
import { keysPathFor } from '../team/keys-path.ts';
import { ArticlesGroup } from './ArticlesGroup.tsx';
import { DomainDoctor } from './DomainDoctor.tsx';
import { EMBED_POLICY, embedCode, embedPreview, readEmbedChoice } from './embed-code.ts';
import { EmbedBuilder } from './EmbedBuilder.tsx';
import { settingsFormPage } from './form-page.tsx';
import { EmbedFields, LanguagesFields, PublicationFields, SenderFields } from './groups.tsx';
import { HookList } from './HookList.tsx';
import { nextDigests } from './next-digests.ts';
import { settingsPath } from './pages.ts';
import { ReviewGroup } from './ReviewGroup.tsx';
import { RhythmGroup } from './RhythmGroup.tsx';
import { SendingFields } from './SendingFields.tsx';
import { viewSettings } from './SettingsFrame.tsx';
import { TransportList } from './TransportList.tsx';
import { newTrialKey, trialOf, tryOnce } from './try-once.ts';
import { WebhooksLine } from './WebhooksLine.tsx';

const placeOf = ({ config }: App, { slug, accentColor }: Publication) => ({
  slug,
  publicUrl: config.publicUrl,
  ownAccent: accentColor,
});

/** Words in the code are for readers. */
function embedText({ language, name }: Publication) {
  const { signUp } = readerSpeechIn(language).words;
  const title = signUp.title(name);
  return { link: title, title, email: signUp.email, button: signUp.subscribe };
}

/** The settings of a publication: pages with one form each. */
export const settingsRoutes = [
  ofPublication.page({
    path: '/settings',
    role: 'admin',
    view: ({ publication: { slug } }) => ({ to: settingsPath(slug, 'sender') }),
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
      const isSeen = await checkSenderAgain(app, publication);
      return {
        to: `${settingsPath(publication.slug, 'sender')}#doctor`,
        notice: isSeen ? 'sender-looked-at' : 'sender-not-yet',
      };
    },
  }),
  ...settingsFormPage({
    page: 'transports',
    fields: async ({ app }, form) => <SendingFields form={form} transports={await listTransports(app)} />,
    below: async ({ app, publication, query }) => {
      const all = await listTransports(app);
      return (
        <TransportList
          slug={publication.slug}
          timeZone={publication.timeZone}
          transports={publication.transports.flatMap((name) => all.filter((one) => one.name === name))}
          limits={await listLimits(app.db)}
          report={await trialOf(app, query['test'])}
          trialKey={newTrialKey()}
          hasMailServer={app.config.smtpUrl !== undefined}
        />
      );
    },
  }),
  ofPublication.button({
    path: '/settings/transports/:name/test',
    role: 'admin',
    params: z.object({ name: z.string().max(100) }),
    fields: z.object({ key: z.string().max(100).default('') }),
    async act({ app, desk, publication, user, params: { name }, fields: { key } }) {
      const report = await tryOnce(app, desk, { publication, user, transport: name, key });
      return { to: `${settingsPath(publication.slug, 'transports')}?test=${report}#servers` };
    },
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
    more: { scripts: ['embed-choice'], hasFrame: true },
    below({ app, publication, query }) {
      const choice = readEmbedChoice(query, publication.accentColor);
      return (
        <EmbedBuilder
          slug={publication.slug}
          choice={choice}
          code={embedCode(choice, placeOf(app, publication), embedText(publication))}
        />
      );
    },
  }),
  ofPublication.page({
    path: '/settings/embed/preview',
    role: 'admin',
    view({ app, publication, query }) {
      const choice = readEmbedChoice(query, publication.accentColor);
      const body = embedPreview(choice, placeOf(app, publication), embedText(publication));
      return { type: 'html', policy: EMBED_POLICY, body };
    },
  }),
  ...settingsFormPage({ page: 'languages', fields: (_call, form) => <LanguagesFields form={form} /> }),
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
        keys: keysPathFor(user, publication),
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
