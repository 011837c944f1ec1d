import { Icon } from '../components/Icon.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

const COLUMNS = ['see', 'write', 'send', 'readers', 'settings', 'installation'] as const;
type Column = (typeof COLUMNS)[number];

const EDITOR: Column[] = ['see', 'write', 'readers'];
const ADMIN: Column[] = [...EDITOR, 'send', 'settings'];
const MAY = {
  viewer: ['see'],
  'editor-not-sending': EDITOR,
  editor: [...EDITOR, 'send'],
  admin: ADMIN,
  owner: [...ADMIN, 'installation'],
} satisfies Record<string, Column[]>;

/** What each role may do. */
/** @param log where who did what is */
export function RoleTable({ log }: { log: string | undefined }) {
  const { team: words, audit } = useDesk().words;
  return (
    <Section title={words.whatRolesMay}>
      <div class="table-wrap" tabIndex={0} role="region" aria-label={words.whatRolesMay}>
        <table class="roles">
          <thead>
            <tr>
              <th scope="col">{words.role}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {words.columns[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.entries(MAY).map(([role, may]) => (
              <tr key={role}>
                <th scope="row">{words.roles[role as keyof typeof MAY]}</th>
                {COLUMNS.map((column) => (
                  <td key={column}>
                    <YesOrNo is={(may as Column[]).includes(column)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {log && (
        <p class="small">
          <a href={log}>{audit.read}</a>
        </p>
      )}
    </Section>
  );
}

function YesOrNo({ is }: { is: boolean }) {
  const { yes, no } = useDesk().words.team;
  return (
    <>
      {is ? (
        <Icon name="check" />
      ) : (
        <span class="faint" aria-hidden="true">
          –
        </span>
      )}
      <span class="sr">{is ? yes : no}</span>
    </>
  );
}
