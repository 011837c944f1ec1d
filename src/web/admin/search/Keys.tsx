import { Note } from '../components/Note.tsx';
import { useDesk } from '../use-desk.ts';

/** Every key and what it does. The dialog of `?` shows the part with the id `keys`. */
export function Keys({ hasShortcuts }: { hasShortcuts: boolean }) {
  const { search, frame } = useDesk().words;
  const { keys, names } = search;
  const groups: [string, [string[], string][]][] = [
    [
      keys.everywhere,
      [
        [[frame.searchKeys], keys.search],
        [['?'], keys.thisList],
        [['g', 't'], keys.today],
        [['g', 'c'], keys.calendar],
        [['g', 's'], keys.sends],
        [['g', 'a'], keys.articles],
        [['g', 'u'], keys.subscribers],
        [['n'], keys.letter],
      ],
    ],
    [
      keys.lists,
      [
        [['↑', '↓'], keys.move],
        [[names.enter], keys.open],
        [['x'], keys.pick],
        [[`${names.shift} ↑`, `${names.shift} ↓`], keys.pickMore],
        [['.'], keys.menu],
      ],
    ],
    [
      keys.inCalendar,
      [
        [['←', '→', '↑', '↓'], keys.byDay],
        [['m'], keys.moveSend],
        [[names.pageUp, names.pageDown], keys.turn],
        [['t'], keys.toToday],
      ],
    ],
    [
      keys.inReview,
      [
        [['a'], keys.approve],
        [['h'], keys.hold],
      ],
    ],
    [
      keys.menus,
      [
        [['↑', '↓'], keys.entries],
        [['Esc'], keys.leave],
      ],
    ],
  ];
  return (
    <>
      {!hasShortcuts && (
        <Note>
          {search.keysOff} <a href="/admin/account">{search.keysOffLink}</a>
        </Note>
      )}
      <div id="keys" data-close={search.close}>
        {groups.map(([title, lines]) => (
          <section key={title} class="sec">
            <h2>{title}</h2>
            <dl class="keys-list">
              {lines.map(([names, does]) => (
                <div key={does}>
                  <dt>
                    {names.map((name) => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}
