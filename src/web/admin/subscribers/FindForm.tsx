import type { Topic } from '../../../publications/index.ts';
import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';
import { filterControls, shownValue, type FilterControl } from './chips.ts';
import { addressOfList, segmentAddress, USUAL_SORT, type ListChoice } from './list-address.ts';

interface Props {
  base: string;
  choice: ListChoice;
  topics: Topic[];
  mayChange: boolean;
}

/** What is looked for, and by what the list is narrowed. Script asks while somebody types. */
export function FindForm({ base, choice, topics, mayChange }: Props) {
  const desk = useDesk();
  const { subscribers: say } = desk.words;
  const { filter, sort } = choice;
  const controls = filterControls(desk, topics);
  const chosen = controls.filter(({ name }) => filter[name] !== undefined);
  return (
    <form class="stack stack-s block" method="get" action={base} role="search" data-find>
      <div class="row find">
        <label class="sr" for="q">
          {say.findLabel}
        </label>
        <span class="with-icon">
          <Icon name="zoom" />
          <input
            id="q"
            name="q"
            type="search"
            value={filter.q ?? ''}
            maxLength={300}
            placeholder={say.findLabel}
            autocomplete="off"
            spellcheck={false}
          />
        </span>
        <button class="btn">{say.find}</button>
        {mayChange && (
          <a
            class="btn btn-plain"
            href={addressOfList(`${base}/export`, { filter, sort: USUAL_SORT }, { format: 'csv' })}
            data-same-list="format=csv"
            download
          >
            <Icon name="download" />
            {say.exportCsv}
          </a>
        )}
      </div>
      {filter.segment !== undefined && <input type="hidden" name="segment" value={filter.segment} />}
      {sort !== USUAL_SORT && <input type="hidden" name="sort" value={sort} />}
      <div class="row reader-filters" role="group" aria-label={say.filters}>
        {chosen.map((control) => {
          const text = shownValue(desk, control, String(filter[control.name]));
          return (
            <span key={control.name} class="chip">
              <span>
                {control.label}: <b>{text}</b>
              </span>
              <a
                href={addressOfList(base, choice, { [control.name]: undefined })}
                aria-label={say.takeAway(`${control.label}: ${text}`)}
              >
                <Icon name="x" />
              </a>
            </span>
          );
        })}
        <details class="menu filters">
          <summary class="btn btn-small btn-plain">
            <Icon name="filter" />
            {say.filters}
          </summary>
          <div class="menu-sheet menu-sheet-left">
            {controls.map((control) => (
              <Control key={control.name} control={control} value={filter[control.name] ?? ''} />
            ))}
            <button class="btn btn-main btn-small">{say.show}</button>
            {chosen.length > 0 && (
              <a href={addressOfList(base, { filter: { q: filter.q, segment: filter.segment }, sort })}>
                {say.noFilters}
              </a>
            )}
          </div>
        </details>
        {mayChange && <SegmentLink base={base} choice={choice} isFiltered={chosen.length > 0} />}
      </div>
    </form>
  );
}

/** To the page of the segment that the list shows, or to a new one of its filters. */
function SegmentLink({
  base,
  choice: { filter },
  isFiltered,
}: Pick<Props, 'base' | 'choice'> & { isFiltered: boolean }) {
  const { segments: say } = useDesk().words;
  if (filter.segment !== undefined)
    return (
      <a class="btn btn-small btn-plain" href={segmentAddress(base, filter.segment)}>
        {say.edit}
      </a>
    );
  if (!isFiltered && !filter.q) return null;
  const address = addressOfList(segmentAddress(base, 'new'), { filter, sort: USUAL_SORT });
  return (
    <a class="btn btn-small btn-plain" href={address} data-same-list="">
      {say.saveAs}
    </a>
  );
}

function Control({ control: { name, label, options }, value }: { control: FilterControl; value: string }) {
  const { subscribers: say } = useDesk().words;
  const id = `filter-${name}`;
  if (options?.length === 0) return null;
  // A value that the address has and the list has not stays chosen.
  const known = options?.some((option) => option.value === value) ?? true;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {options ? (
        <select id={id} name={name}>
          <option value="">{say.anything}</option>
          {!known && value !== '' && (
            <option value={value} selected>
              {value}
            </option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.text}
            </option>
          ))}
        </select>
      ) : (
        <input id={id} name={name} value={value} maxLength={255} autocomplete="off" spellcheck={false} />
      )}
    </div>
  );
}
