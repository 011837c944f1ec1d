import type { DeskLanguage } from '../reasons/say.ts';
import { auditDe } from './audit-de.ts';
import { auditEn, type AuditWords } from './audit-en.ts';
import { accountDe } from './account-de.ts';
import { accountEn, type AccountWords } from './account-en.ts';
import { apiKeysDe } from './api-keys-de.ts';
import { apiKeysEn, type ApiKeysWords } from './api-keys-en.ts';
import { doorDe } from './door-de.ts';
import { doorEn, type DoorWords } from './door-en.ts';
import { hooksDe } from './hooks-de.ts';
import { hooksEn, type HooksWords } from './hooks-en.ts';
import { mailboxDe } from './mailbox-de.ts';
import { mailboxEn, type MailboxWords } from './mailbox-en.ts';
import { settingsDe } from './settings-de.ts';
import { settingsEn, type SettingsWords } from './settings-en.ts';
import { securityDe } from './security-de.ts';
import { securityEn, type SecurityWords } from './security-en.ts';
import { setUpDe } from './set-up-de.ts';
import { setUpEn, type SetUpWords } from './set-up-en.ts';
import { signUpHoldsDe } from './sign-up-holds-de.ts';
import { signUpHoldsEn, type SignUpHoldsWords } from './sign-up-holds-en.ts';
import { audienceDe } from './audience-de.ts';
import { audienceEn, type AudienceWords } from './audience-en.ts';
import { calendarDe } from './calendar-de.ts';
import { calendarEn, type CalendarWords } from './calendar-en.ts';
import { composerDe } from './composer-de.ts';
import { composerEn, type ComposerWords } from './composer-en.ts';
import { correctionDe } from './correction-de.ts';
import { correctionEn, type CorrectionWords } from './correction-en.ts';
import { digestDe } from './digest-de.ts';
import { digestEn, type DigestWords } from './digest-en.ts';
import { editionDe } from './edition-de.ts';
import { editionEn, type EditionWords } from './edition-en.ts';
import { articlesDe } from './articles-de.ts';
import { articlesEn, type ArticlesWords } from './articles-en.ts';
import { factorsDe } from './factors-de.ts';
import { factorsEn, type FactorsWords } from './factors-en.ts';
import { feedsDe } from './feeds-de.ts';
import { feedsEn, type FeedsWords } from './feeds-en.ts';
import { bulkDe } from './bulk-de.ts';
import { bulkEn, type BulkWords } from './bulk-en.ts';
import { personDe } from './person-de.ts';
import { personEn, type PersonWords } from './person-en.ts';
import { deskFormat, type DeskFormat } from './format.ts';
import { firstRunDe } from './first-run-de.ts';
import { firstRunEn, type FirstRunWords } from './first-run-en.ts';
import { frameDe } from './frame-de.ts';
import { frameEn, type FrameWords } from './frame-en.ts';
import { funnelDe } from './funnel-de.ts';
import { funnelEn, type FunnelWords } from './funnel-en.ts';
import { importsDe } from './imports-de.ts';
import { importsEn, type ImportsWords } from './imports-en.ts';
import { guidesDe } from './import-guides-de.ts';
import { guidesEn, type GuidesWords } from './import-guides-en.ts';
import { kindsDe } from './kinds-de.ts';
import { kindsEn, type KindsWords } from './kinds-en.ts';
import { lookDe } from './look-de.ts';
import { lookEn, type LookWords } from './look-en.ts';
import { noticesDe } from './notices-de.ts';
import { noticesEn, type NoticesWords } from './notices-en.ts';
import { picturesDe } from './pictures-de.ts';
import { picturesEn, type PicturesWords } from './pictures-en.ts';
import { previewDe } from './preview-de.ts';
import { previewEn, type PreviewWords } from './preview-en.ts';
import { searchDe } from './search-de.ts';
import { searchEn, type SearchWords } from './search-en.ts';
import { reviewDe } from './review-de.ts';
import { reviewEn, type ReviewWords } from './review-en.ts';
import { sendsDe } from './sends-de.ts';
import { sendsEn, type SendsWords } from './sends-en.ts';
import { scheduleDe } from './schedule-de.ts';
import { scheduleEn, type ScheduleWords } from './schedule-en.ts';
import { statesDe } from './states-de.ts';
import { statesEn, type StatesWords } from './states-en.ts';
import { teamDe } from './team-de.ts';
import { teamEn, type TeamWords } from './team-en.ts';
import { segmentsDe } from './segments-de.ts';
import { segmentsEn, type SegmentWords } from './segments-en.ts';
import { subscribersDe } from './subscribers-de.ts';
import { subscribersEn, type SubscribersWords } from './subscribers-en.ts';
import { webhooksDe } from './webhooks-de.ts';
import { webhooksEn, type WebhooksWords } from './webhooks-en.ts';
import { topicsDe } from './topics-de.ts';
import { topicsEn, type TopicsWords } from './topics-en.ts';
import { templatesDe } from './templates-de.ts';
import { templatesEn, type TemplatesWords } from './templates-en.ts';
import { todayDe } from './today-de.ts';
import { todayEn, type TodayWords } from './today-en.ts';

/** The words of the editors' pages, by subject. A subject more: its two files, and a line in each of these three. */
interface DeskWords {
  account: AccountWords;
  audit: AuditWords;
  apiKeys: ApiKeysWords;
  door: DoorWords;
  hooks: HooksWords;
  mailbox: MailboxWords;
  security: SecurityWords;
  settings: SettingsWords;
  setUp: SetUpWords;
  signUpHolds: SignUpHoldsWords;
  audience: AudienceWords;
  calendar: CalendarWords;
  composer: ComposerWords;
  correction: CorrectionWords;
  digest: DigestWords;
  edition: EditionWords;
  firstRun: FirstRunWords;
  articles: ArticlesWords;
  factors: FactorsWords;
  feeds: FeedsWords;
  frame: FrameWords;
  funnel: FunnelWords;
  kinds: KindsWords;
  look: LookWords;
  notices: NoticesWords;
  pictures: PicturesWords;
  preview: PreviewWords;
  search: SearchWords;
  review: ReviewWords;
  sends: SendsWords;
  schedule: ScheduleWords;
  states: StatesWords;
  team: TeamWords;
  bulk: BulkWords;
  person: PersonWords;
  segments: SegmentWords;
  imports: ImportsWords;
  importGuides: GuidesWords;
  subscribers: SubscribersWords;
  templates: TemplatesWords;
  today: TodayWords;
  topics: TopicsWords;
  webhooks: WebhooksWords;
}

const english: DeskWords = {
  account: accountEn,
  audit: auditEn,
  apiKeys: apiKeysEn,
  door: doorEn,
  hooks: hooksEn,
  mailbox: mailboxEn,
  security: securityEn,
  settings: settingsEn,
  setUp: setUpEn,
  signUpHolds: signUpHoldsEn,
  audience: audienceEn,
  calendar: calendarEn,
  composer: composerEn,
  correction: correctionEn,
  digest: digestEn,
  edition: editionEn,
  firstRun: firstRunEn,
  articles: articlesEn,
  factors: factorsEn,
  feeds: feedsEn,
  frame: frameEn,
  funnel: funnelEn,
  kinds: kindsEn,
  look: lookEn,
  notices: noticesEn,
  pictures: picturesEn,
  preview: previewEn,
  search: searchEn,
  review: reviewEn,
  sends: sendsEn,
  schedule: scheduleEn,
  states: statesEn,
  team: teamEn,
  bulk: bulkEn,
  person: personEn,
  segments: segmentsEn,
  imports: importsEn,
  importGuides: guidesEn,
  subscribers: subscribersEn,
  templates: templatesEn,
  today: todayEn,
  topics: topicsEn,
  webhooks: webhooksEn,
};
const german: DeskWords = {
  account: accountDe,
  audit: auditDe,
  apiKeys: apiKeysDe,
  door: doorDe,
  hooks: hooksDe,
  mailbox: mailboxDe,
  security: securityDe,
  settings: settingsDe,
  setUp: setUpDe,
  signUpHolds: signUpHoldsDe,
  audience: audienceDe,
  calendar: calendarDe,
  composer: composerDe,
  correction: correctionDe,
  digest: digestDe,
  edition: editionDe,
  firstRun: firstRunDe,
  articles: articlesDe,
  factors: factorsDe,
  feeds: feedsDe,
  frame: frameDe,
  funnel: funnelDe,
  kinds: kindsDe,
  look: lookDe,
  notices: noticesDe,
  pictures: picturesDe,
  preview: previewDe,
  search: searchDe,
  review: reviewDe,
  sends: sendsDe,
  schedule: scheduleDe,
  states: statesDe,
  team: teamDe,
  bulk: bulkDe,
  person: personDe,
  segments: segmentsDe,
  imports: importsDe,
  importGuides: guidesDe,
  subscribers: subscribersDe,
  templates: templatesDe,
  today: todayDe,
  topics: topicsDe,
  webhooks: webhooksDe,
};

/** How the desk speaks to one person. */
export interface Desk extends DeskFormat {
  language: DeskLanguage;
  words: DeskWords;
}

const DESKS: Record<DeskLanguage, Desk> = {
  en: { language: 'en', words: english, ...deskFormat('en') },
  de: { language: 'de', words: german, ...deskFormat('de') },
};

export const deskIn = (language: DeskLanguage): Desk => DESKS[language];
