import type { RawFeed, RawItem } from './raw-feed.ts';

/** What the walls of WordPress, its plugins, Substack and others leave in the HTML of a feed. */
const WALLS =
  /action=postpass|post-password-form|name=["']?post_password|pmpro_content_message|mepr[-_]unauthorized|mp_wrapper|rcp[-_]restricted|wc-memberships-restriction|premium-content-(logged-out-view|wrapper)|jetpack-subscribe-paywall|steady[-_]paywall|leaky[-_]paywall|swg-paywall|gh-post-upgrade-cta/i;
/** Whole sentences that stand where the text of an article should. */
const SENTENCES =
  /^\W*((there is no excerpt because )?this (is a|content is|article is|post is)( password)?[- ]protected( post)?\b|this (post|article|story|content) is (only )?(available )?(for|to) (paid |paying |our )?(subscribers|members)( only)?\b|es gibt keinen (auszug|textauszug)[^.]{0,40}geschützt|il n.y a pas d.extrait[^.]{0,60}protégé|no hay extracto[^.]{0,60}protegid)/i;
/** How WordPress begins the title of a post with a password. */
const PROTECTED_TITLE =
  /^(protected|geschützt|protégé|protegido|protetto|beveiligd|beskyttet|skyddad|suojattu|zabezpieczony|chráněno|chránené|védett|protejat|захищено|защищено|защитено|заштићено|korumalı|保護中|受保护|受保護|보호된 글)\s*[::]/i;
const RIGHTS = /\b(members|subscribers|paid|premium|restricted)\b/i;
const TEXT_LENGTH = 400;

/**
 * Whether only members may read it on the site: there is the form for a password or a wall instead of its text, or, in
 * a feed of Ghost, nothing at all.
 */
export function isMembersOnly(item: RawItem, feed: RawFeed): boolean {
  const body = `${item.content?.value ?? ''}\n${item.summary?.value ?? ''}`;
  if (WALLS.test(body) || RIGHTS.test(item.rights ?? '')) return true;
  if (opening(body).some((text) => SENTENCES.test(text))) return true;
  if (/^ghost\b/i.test(feed.generator ?? '') && opening(item.content?.value ?? '').length === 0) return true;
  return PROTECTED_TITLE.test(item.title?.value ?? '') && opening(body).length === 0;
}

/** The first words of each part of a body, without tags. */
function opening(body: string): string[] {
  return body
    .split('\n')
    .map((part) =>
      part
        .slice(0, TEXT_LENGTH)
        .replace(/<[^<>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean);
}
