import type { Publication } from '../../../publications/index.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { MenuButton, RowMenu } from '../components/RowMenu.tsx';
import { Section } from '../components/Section.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import type { TeamRow } from './load-team.ts';
import { CHOICES, choiceOf } from './role-choice.ts';
import { RoleTable } from './RoleTable.tsx';

interface Props {
  publication: Publication;
  team: TeamRow[];
  form: FormState;
  /** Owners give roles in all publications. */
  isOwner: boolean;
  /** Whether the one who looks may read the audit log. */
  log: string | undefined;
  /** Whether everybody needs a second step; only owners see it. */
  rule: { isNeeded: boolean; without: number } | undefined;
}

/** Who works on a publication, and a form that invites one more. */
export function Team({ publication, team, form, isOwner, log, rule }: Props) {
  const { team: words } = useDesk().words;
  const here = `/admin/${publication.slug}/team`;
  return (
    <>
      <div class="table-wrap">
        <table class="table-cards team">
          <thead>
            <tr>
              <th scope="col">{words.person}</th>
              <th scope="col">{words.may}</th>
              <th scope="col">{words.signIn}</th>
              <th scope="col">{words.lastHere}</th>
              <th scope="col">
                <span class="sr">{words.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {team.map((row) => (
              <PersonRow key={row.user.id} row={row} here={here} timeZone={publication.timeZone} />
            ))}
          </tbody>
        </table>
      </div>
      <Section title={words.invite} id="invite">
        <FormFaults form={form} labels={words.labels} />
        <form class="row invite block-s" method="post" action={here}>
          <input type="hidden" name="request" value={form.values['request']} />
          <Field form={form} name="email" label={words.email} type="email" autocomplete="off" required />
          <Field
            form={form}
            name="choice"
            label={words.may}
            options={CHOICES.map((value) => ({ value, text: words.roles[value] }))}
          />
          {isOwner && (
            <Field
              form={form}
              name="where"
              label={words.where}
              options={[
                { value: '', text: words.here(publication.name) },
                { value: 'all', text: words.all },
              ]}
            />
          )}
          <button class="btn btn-main">{words.sendInvitation}</button>
        </form>
        <p class="small soft">{words.inviteHint}</p>
      </Section>
      {rule && <FactorRule rule={rule} here={here} />}
      <RoleTable log={log} />
    </>
  );
}

function wayOf({ hasPassword, hasAuthenticator, passkeys, hasSingleSignOn }: TeamRow['user']) {
  if (passkeys > 0) return 'passkey';
  if (hasSingleSignOn && !hasPassword) return 'single-sign-on';
  const way = hasPassword ? 'password' : 'link';
  return hasAuthenticator ? (`${way}-code` as const) : way;
}

function FactorRule({ rule, here }: { rule: NonNullable<Props['rule']>; here: string }) {
  const { words, number } = useDesk();
  const { rule: say } = words.team;
  const people = number(rule.without);
  return (
    <Section title={say.title}>
      <form class="stack stack-s" method="post" action="/admin/second-step">
        <input type="hidden" name="needed" value={rule.isNeeded ? 'no' : 'yes'} />
        <input type="hidden" name="back" value={here} />
        <p>{rule.isNeeded ? say.isOn(people) : say.isOff(people)}</p>
        <p class="small soft">{say.hint}</p>
        <div>
          <button class="btn">{rule.isNeeded ? say.free : say.require}</button>
        </div>
      </form>
    </Section>
  );
}

function PersonRow({ row, here, timeZone }: { row: TeamRow; here: string; timeZone: string }) {
  const { team: words } = useDesk().words;
  const { user, rights, isEverywhere, isInvited, isOneself } = row;
  const role = user.isOwner ? words.roles.owner : words.roles[choiceOf(rights)];
  return (
    <tr>
      <th scope="row">
        {user.name || user.email}
        {isOneself && <span class="soft"> ({words.you})</span>}
        {user.name && <span class="sub">{user.email}</span>}
      </th>
      <td data-label={words.may}>
        <span>
          {role}
          {isEverywhere && !user.isOwner && <span class="sub">{words.everywhere}</span>}
        </span>
      </td>
      <td data-label={words.signIn} class="small">
        {isInvited ? (
          <span class="state">
            <Icon name="clock" />
            {words.invited}
          </span>
        ) : (
          words.ways[wayOf(user)]
        )}
      </td>
      <td data-label={words.lastHere} class="small">
        <LastHere row={row} timeZone={timeZone} />
      </td>
      <td class="num">{row.mayChange && <Ways row={row} here={here} />}</td>
    </tr>
  );
}

function LastHere({
  row: { user, isInvited, invitedUntil, isOneself },
  timeZone,
}: {
  row: TeamRow;
  timeZone: string;
}) {
  const { words, shortDay } = useDesk();
  if (isOneself) return <>{words.team.now}</>;
  if (isInvited && invitedUntil) return <>{words.team.until(shortDay(invitedUntil, timeZone))}</>;
  return user.lastSeenAt ? <When at={user.lastSeenAt} timeZone={timeZone} /> : <>{words.team.never}</>;
}

function Ways({ row: { user, isInvited }, here }: { row: TeamRow; here: string }) {
  const { team: words } = useDesk().words;
  const to = `${here}/${user.id}`;
  return (
    <div class="row">
      {isInvited && (
        <form method="post" action={`${to}/invite-again`}>
          <button class="btn btn-small" aria-label={`${words.inviteAgain}: ${user.email}`}>
            {words.inviteAgain}
          </button>
        </form>
      )}
      <RowMenu label={words.more(user.name || user.email)}>
        <a href={to}>
          <Icon name="edit" />
          {words.change}
        </a>
        {!isInvited && (
          <>
            <MenuButton to={`${to}/password-link`} icon="refresh">
              {words.sendPasswordLink}
            </MenuButton>
            <MenuButton to={`${to}/sign-out`} icon="logout">
              {words.signOut}
            </MenuButton>
          </>
        )}
        <a href={`${to}#remove`}>
          <Icon name="trash" />
          {isInvited ? words.withdraw : words.remove}
        </a>
      </RowMenu>
    </div>
  );
}
