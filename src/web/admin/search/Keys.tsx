import { Note } from '../components/Note.tsx';
import { useDesk } from '../use-desk.ts';

/** Every key and what it does. The dialog of `?` shows the part with the id `keys`. */
export function Keys({ hasShortcuts }: { hasShortcuts: boolean }) {
  const { search } = useDesk().words;
  const { keys } = search;
  const groups: [string, [string[], string][]][] = [
    [
      keys.everywhere,
      [
        [['Ctrl K'], keys.search],
        [['?'], keys.thisList],
        [['g', 't'], keys.today],
        [['g', 'c'], keys.calendar],
        [['g', 's'], keys.sends],
        [['g', 'a'], keys.articles],
        [['n'], keys.letter],
      ],
    ],
    [
      keys.lists,
      [
        [['↑', '↓'], keys.move],
        [['Enter'], keys.open],
        [['x'], keys.pick],
        [['Shift ↑', 'Shift ↓'], keys.pickMore],
        [['.'], keys.menu],
      ],
    ],
    [
      keys.inCalendar,
      [
        [['←', '→', '↑', '↓'], keys.byDay],
        [['m'], keys.moveSend],
        [['Page Up', 'Page Down'], keys.turn],
        [['t'], keys.toToday],
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
