import { hasSecondStep, rightsHere, roleName, ROLE_NAMES } from '../../../accounts/index.ts';
import type { Publication } from '../../../publications/index.ts';
import { Field, type FormState } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import type { TeamRow } from './load-team.ts';
import { CHOICES, choiceOf } from './role-choice.ts';

interface Props {
  publication: Publication;
  row: TeamRow;
  form: FormState;
  /** Whether an owner looks. */
  isOwner: boolean;
}

/** One person of the team: their role, their sign-in, and their end. */
export function Person({ publication, row, form, isOwner }: Props) {
  const { team: words } = useDesk().words;
  const to = `/admin/${publication.slug}/team/${row.user.id}`;
  if (!row.mayChange) return <Note>{words.onlyOwners}</Note>;
  return (
    <>
      <RoleHere publication={publication} row={row} form={form} to={to} />
      {isOwner && <RoleInAll row={row} to={to} />}
      {!row.isInvited && <SignInWays row={row} to={to} />}
      <Removal publication={publication} row={row} to={to} isOwner={isOwner} />
    </>
  );
}

function RoleHere({ publication, row: { user }, form, to }: Omit<Props, 'isOwner'> & { to: string }) {
  const { team: words } = useDesk().words;
  if (user.isOwner) return null;
  const fromAll = user.role !== null && [
    { value: 'all', text: words.fromAll(words.roles[choiceOf(rightsHere(user))]) },
  ];
  return (
    <Section title={words.inPublication(publication.name)}>
      <form class="stack" method="post" action={to}>
        <Field
          form={form}
          name="choice"
          label={words.may}
          options={[...(fromAll || []), ...CHOICES.map((value) => ({ value, text: words.roles[value] }))]}
        />
        <div>
          <button class="btn btn-main">{words.save}</button>
        </div>
      </form>
    </Section>
  );
}

function RoleInAll({ row: { user }, to }: { row: TeamRow; to: string }) {
  const { team: words } = useDesk().words;
  const name = roleName(user);
  const chosen = name === 'owner' || name === 'none' ? name : choiceOf(rightsHere(user));
  const choices = [...ROLE_NAMES.filter((one) => one === 'owner' || one === 'none'), ...CHOICES] as const;
  return (
    <Section title={words.inAll}>
      <form class="stack" method="post" action={`${to}/everywhere`}>
        <Field
          form={{ values: { everywhere: chosen }, errors: [] }}
          name="everywhere"
          label={words.may}
          hint={words.inAllHint}
          options={choices.map((value) => ({ value, text: words.roles[value] }))}
        />
        <div>
          <button class="btn">{words.save}</button>
        </div>
      </form>
    </Section>
  );
}

function SignInWays({ row: { user, isOneself }, to }: { row: TeamRow; to: string }) {
  const { team: words } = useDesk().words;
  return (
    <Section title={words.account}>
      <div class="stack block-s">
        <form class="stack stack-s" method="post" action={`${to}/password-link`}>
          <p class="soft">{words.passwordLinkText}</p>
          <div>
            <button class="btn">{words.sendPasswordLink}</button>
          </div>
        </form>
        <form class="stack stack-s" method="post" action={`${to}/sign-out`}>
          <p class="soft">{words.signOutText}</p>
          <div>
            <button class="btn">{words.signOut}</button>
          </div>
        </form>
        {hasSecondStep(user) && !isOneself && (
          <form class="stack stack-s" method="post" action={`${to}/reset-factors`}>
            <p class="soft">{words.resetFactorsText}</p>
            <div>
              <button class="btn">{words.resetFactors}</button>
            </div>
          </form>
        )}
      </div>
    </Section>
  );
}

function Removal({
  publication,
  row: { user, isEverywhere },
  to,
  isOwner,
}: Omit<Props, 'form'> & { to: string }) {
  const { team: words } = useDesk().words;
  const name = user.name || user.email;
  return (
    <Section title={words.removal} id="remove">
      <div class="stack block-s">
        {!isEverywhere && (
          <form class="stack stack-s" method="post" action={`${to}/remove`}>
            <p>{words.removalText(name, publication.name)}</p>
            <div>
              <button class="btn btn-bad">{words.removeHere(publication.name)}</button>
            </div>
          </form>
        )}
        {isOwner && (
          <form class="stack stack-s" method="post" action={`${to}/remove-all`}>
            <p>{words.removeAllText(name)}</p>
            <div>
              <button class="btn btn-bad">{words.removeAll}</button>
            </div>
          </form>
        )}
      </div>
    </Section>
  );
}
