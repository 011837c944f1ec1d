import type { Knex } from 'knex';
import { looks } from './0125-looks.ts';
import { templateVersions } from './0124-template-versions.ts';
import { segments } from './0098-segments.ts';
import { readerSearch } from './0097-reader-search.ts';
import { identities } from './0130-identities.ts';
import { passkeys } from './0129-passkeys.ts';
import { secondFactors } from './0128-second-factors.ts';
import { initial } from './0001-initial.ts';
import { dkim } from './0002-dkim.ts';
import { letters } from './0003-letters.ts';
import { imports } from './0004-imports.ts';
import { sendLimits } from './0006-send-limits.ts';
import { fastImports } from './0007-fast-imports.ts';
import { sendFaults } from './0008-send-faults.ts';
import { transports } from './0009-transports.ts';
import { importConsents } from './0010-import-consents.ts';
import { accountLimits } from './0011-account-limits.ts';
import { sharedLimits } from './0012-shared-limits.ts';
import { webhooks } from './0114-webhooks.ts';
import { sendsForSegments } from './0138-sends-for-segments.ts';
import { silentFeeds } from './0115-silent-feeds.ts';
import { bulkChanges } from './0116-bulk-changes.ts';
import { subscriberNotes } from './0117-subscriber-notes.ts';
import { leftForGood } from './0095-left-for-good.ts';
import { incidents } from './0134-incidents.ts';
import { outsideLooks } from './0135-outside-looks.ts';
import { bounceWarnings } from './0013-bounce-warnings.ts';
import { hardBounces } from './0014-hard-bounces.ts';
import { outboxErasures } from './0015-outbox-erasures.ts';
import { linkKeys } from './0016-link-keys.ts';
import { signsOfLife } from './0017-signs-of-life.ts';
import { articleIdentity } from './0019-article-identity.ts';
import { refusals } from './0021-refusals.ts';
import { slowServers } from './0022-slow-servers.ts';
import { habitsAndDoubts } from './0023-habits-and-doubts.ts';
import { importLeavers } from './0024-import-leavers.ts';
import { turns } from './0025-turns.ts';
import { signInLinks } from './0027-sign-in-links.ts';
import { widerNetworks } from './0028-wider-networks.ts';
import { reasons } from './0029-reasons.ts';
import { alertCodes } from './0030-alert-codes.ts';
import { sendOccasions } from './0031-send-occasions.ts';
import { contentVariants } from './0032-content-variants.ts';
import { throttleWords } from './0036-throttle-words.ts';
import { notices } from './0037-notices.ts';
import { auditActors } from './0039-audit-actors.ts';
import { feedFaults } from './0040-feed-faults.ts';
import { importReasons } from './0041-import-reasons.ts';
import { people } from './0045-people.ts';
import { letterVersions } from './0050-letter-versions.ts';
import { letterPresence } from './0051-letter-presence.ts';
import { audienceCounts } from './0052-audience-counts.ts';
import { days } from './0046-days.ts';
import { keyRequests } from './0047-key-requests.ts';
import { keyScopes } from './0102-key-scopes.ts';
import { sessionProofs } from './0103-session-proofs.ts';
import { auditIndexes } from './0104-audit-indexes.ts';
import { memberships } from './0101-memberships.ts';
import { media } from './0053-media.ts';
import { checkIgnores } from './0055-check-ignores.ts';
import { sendFigures } from './0056-send-figures.ts';
import { undoAndTooLate } from './0054-undo-and-too-late.ts';
import { digests } from './0057-digests.ts';
import { calendar } from './0058-calendar.ts';
import { archive } from './0073-archive.ts';
import { articleDecisions } from './0059-article-decisions.ts';
import { feedPolls } from './0060-feed-polls.ts';
import { reviews } from './0061-reviews.ts';
import { rhythms } from './0063-rhythms.ts';
import { countedArticles } from './0066-counted-articles.ts';
import { articlePages } from './0069-article-pages.ts';
import { importDrafts } from './0107-import-drafts.ts';
import { importUndo } from './0106-import-undo.ts';
import { importWays } from './0068-import-ways.ts';
import { signUpCodes } from './0071-sign-up-codes.ts';
import { languages } from './0075-languages.ts';
import { kindsOfCaps } from './0076-kinds-of-caps.ts';
import { signUpCounts } from './0077-sign-up-counts.ts';
import { signUpCompanions } from './0083-sign-up-companions.ts';
import { leavingReasons } from './0084-leaving-reasons.ts';
import { followedStrands } from './0085-followed-strands.ts';
import { inboundMails } from './0090-inbound-mails.ts';
import { droppedFromRuns } from './0088-dropped-from-runs.ts';
import { inboundDomains } from './0089-inbound-domains.ts';
import { hooks } from './0092-hooks.ts';
import { refusedHooks } from './0096-refused-hooks.ts';
import { addressChanges } from './0078-address-changes.ts';
import { corrections } from './0065-corrections.ts';
import { carriedCorrections } from './0070-carried-corrections.ts';
import { lateWarnings } from './0082-late-warnings.ts';
import { signUpChecks } from './0081-sign-up-checks.ts';
import { events } from './0091-events.ts';
import { returnsOfSends } from './0093-returns-of-sends.ts';

/** Every migration by name, applied in the order of the names. A name never changes and has no file extension. */
export const migrations: Record<string, (db: Knex) => Promise<unknown>> = {
  '0001-initial': initial,
  '0002-dkim': dkim,
  '0003-letters': letters,
  '0004-imports': imports,
  '0006-send-limits': sendLimits,
  '0007-fast-imports': fastImports,
  '0008-send-faults': sendFaults,
  '0009-transports': transports,
  '0010-import-consents': importConsents,
  '0011-account-limits': accountLimits,
  '0012-shared-limits': sharedLimits,
  '0114-webhooks': webhooks,
  '0115-silent-feeds': silentFeeds,
  '0116-bulk-changes': bulkChanges,
  '0117-subscriber-notes': subscriberNotes,
  '0013-bounce-warnings': bounceWarnings,
  '0014-hard-bounces': hardBounces,
  '0015-outbox-erasures': outboxErasures,
  '0016-link-keys': linkKeys,
  '0017-signs-of-life': signsOfLife,
  '0019-article-identity': articleIdentity,
  '0021-refusals': refusals,
  '0022-slow-servers': slowServers,
  '0023-habits-and-doubts': habitsAndDoubts,
  '0024-import-leavers': importLeavers,
  '0025-turns': turns,
  '0027-sign-in-links': signInLinks,
  '0028-wider-networks': widerNetworks,
  '0029-reasons': reasons,
  '0030-alert-codes': alertCodes,
  '0031-send-occasions': sendOccasions,
  '0032-content-variants': contentVariants,
  '0036-throttle-words': throttleWords,
  '0037-notices': notices,
  '0039-audit-actors': auditActors,
  '0040-feed-faults': feedFaults,
  '0041-import-reasons': importReasons,
  '0045-people': people,
  '0050-letter-versions': letterVersions,
  '0051-letter-presence': letterPresence,
  '0052-audience-counts': audienceCounts,
  '0046-days': days,
  '0047-key-requests': keyRequests,
  '0053-media': media,
  '0054-undo-and-too-late': undoAndTooLate,
  '0055-check-ignores': checkIgnores,
  '0056-send-figures': sendFigures,
  '0057-digests': digests,
  '0058-calendar': calendar,
  '0073-archive': archive,
  '0059-article-decisions': articleDecisions,
  '0060-feed-polls': feedPolls,
  '0061-reviews': reviews,
  '0063-rhythms': rhythms,
  '0066-counted-articles': countedArticles,
  '0068-import-ways': importWays,
  '0065-corrections': corrections,
  '0071-sign-up-codes': signUpCodes,
  '0075-languages': languages,
  '0070-carried-corrections': carriedCorrections,
  '0076-kinds-of-caps': kindsOfCaps,
  '0077-sign-up-counts': signUpCounts,
  '0083-sign-up-companions': signUpCompanions,
  '0084-leaving-reasons': leavingReasons,
  '0085-followed-strands': followedStrands,
  '0078-address-changes': addressChanges,
  '0069-article-pages': articlePages,
  '0082-late-warnings': lateWarnings,
  '0093-returns-of-sends': returnsOfSends,
  '0081-sign-up-checks': signUpChecks,
  '0088-dropped-from-runs': droppedFromRuns,
  '0091-events': events,
  '0089-inbound-domains': inboundDomains,
  '0090-inbound-mails': inboundMails,
  '0092-hooks': hooks,
  '0101-memberships': memberships,
  '0096-refused-hooks': refusedHooks,
  '0097-reader-search': readerSearch,
  '0102-key-scopes': keyScopes,
  '0103-session-proofs': sessionProofs,
  '0104-audit-indexes': auditIndexes,
  '0106-import-undo': importUndo,
  '0098-segments': segments,
  '0107-import-drafts': importDrafts,
  '0095-left-for-good': leftForGood,
  '0128-second-factors': secondFactors,
  '0124-template-versions': templateVersions,
  '0134-incidents': incidents,
  '0138-sends-for-segments': sendsForSegments,
  '0135-outside-looks': outsideLooks,
  '0129-passkeys': passkeys,
  '0125-looks': looks,
  '0130-identities': identities,
};
