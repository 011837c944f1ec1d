import {
  isInvited,
  listInvitations,
  listPeopleOf,
  mayManage,
  type Rights,
  type SignedIn,
  type User,
} from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import type { Publication } from '../../../publications/index.ts';

/** A person of a publication's team. */
export interface TeamRow {
  user: User;
  rights: Rights;
  /** Whether the role comes from that in all publications. */
  isEverywhere: boolean;
  isInvited: boolean;
  /** Until when the link of an invitation works; undefined: it has none yet, or none any more. */
  invitedUntil: Date | undefined;
  /** Whether the one who looks may change it. */
  mayChange: boolean;
  isOneself: boolean;
}

export async function loadTeam(app: App, { id }: Publication, looking: SignedIn): Promise<TeamRow[]> {
  const [people, invitations] = await Promise.all([listPeopleOf(app, id), listInvitations(app)]);
  return people.map(({ user, rights }) => ({
    user,
    rights,
    isEverywhere: user.isOwner || !user.memberships.some(({ publicationId }) => publicationId === id),
    isInvited: isInvited(user),
    invitedUntil: invitations.get(user.id),
    mayChange: mayManage(looking, user, id),
    isOneself: user.id === looking.userId,
  }));
}
