import type { Import, UndoCounts } from '../../../subscribers/index.ts';
import { says } from '../../../words/index.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import { ColumnTable } from './ColumnTable.tsx';
import { stageOf, type ImportView } from './load-import.ts';
import { Outcome } from './Outcome.tsx';

interface Props extends ImportView {
  form: FormState;
  /** Address of this page. */
  here: string;
  /** Address of the form for another file. */
  another: string;
  timeZone: string;
}

/** A list from its upload to its undo. Script asks for the part `import` while something is under way. */
export function ImportPage(props: Props) {
  const stage = stageOf(props.found);
  const isUnderWay = stage === 'reading' || stage === 'importing' || stage === 'undoing';
  return (
    <div id="import" data-under-way={isUnderWay ? '' : undefined}>
      {isUnderWay ? (
        <UnderWay {...props} />
      ) : stage === 'columns' ? (
        <Columns {...props} />
      ) : stage === 'failed' ? (
        <Failed {...props} />
      ) : stage === 'checked' ? (
        <Checked {...props} />
      ) : (
        <Done {...props} />
      )}
    </div>
  );
}

function UnderWay({ found, here }: Props) {
  const { words, number } = useDesk();
  const { imports: say } = words;
  const stage = stageOf(found);
  const { rows, added, updated, ended, skipped, refused } = found.counts;
  return (
    <Note kind="live">
      <p role="status">
        <b>{stage === 'reading' ? say.reading : stage === 'importing' ? say.importing : say.undoing}.</b>{' '}
        {stage === 'importing' && rows > 0
          ? say.progress(number(added + updated + ended + skipped + refused), number(rows))
          : say.readingText}
      </p>
      <p>
        <a href={here}>{say.again}</a>
      </p>
    </Note>
  );
}

function Columns({ found, here, another }: Props) {
  const { imports: say } = useDesk().words;
  const others = found.faults.filter(({ field }) => !found.samples.some(({ column }) => column === field));
  return (
    <Section title={say.needsColumns} aside={<a href={another}>{say.another}</a>}>
      <p class="block-s">{say.needsColumnsText}</p>
      {others.length > 0 && (
        <Note kind="bad">
          <p>{others.some(({ field }) => field === 'email') ? say.severalAddresses : say.notThere}</p>
        </Note>
      )}
      <ColumnTable found={found} here={here} />
    </Section>
  );
}

function Failed({ found, here, another }: Props) {
  const { words, language } = useDesk();
  const { imports: say } = words;
  return (
    <>
      <Note kind="bad">
        <p>
          <b>{say.failed}.</b> {found.error && says(found.error, language)}
        </p>
      </Note>
      <p class="block-s">
        <a class="btn btn-main" href={another}>
          {say.another}
        </a>
      </p>
      {found.samples.length > 0 && (
        <Section title={say.columns}>
          <ColumnTable found={found} here={here} />
        </Section>
      )}
    </>
  );
}

function Checked({ found, difference, reasons, form, here, another }: Props) {
  const { words, language } = useDesk();
  const { imports: say } = words;
  const hasChanges = difference.new + difference.changed + difference.ended > 0;
  return (
    <>
      <Outcome title={say.wouldHappen} difference={difference} reasons={reasons} linesAt={`${here}/lines`} />
      <NotesOfReading notes={found.notes.filter(({ code }) => !IN_THE_TABLE.has(code))} language={language} />
      {hasChanges ? (
        <form method="post" action={here} class="stack block">
          <FormFaults form={form} labels={{ source: say.consent, at: say.agreedAt }} />
          <Field form={form} name="source" label={say.consent} hint={say.consentHint} required />
          <Field form={form} name="at" type="date" label={say.agreedAt} hint={say.agreedAtHint} />
          <p>{say.proof}</p>
          <div class="form-foot">
            <button class="btn btn-main">
              {difference.new > 0 ? say.go(difference.new) : say.goChanges}
            </button>
            <a class="btn btn-plain" href={another}>
              {say.discard}
            </a>
          </div>
        </form>
      ) : (
        <p class="block-s">
          <a class="btn" href={another}>
            {say.discard}
          </a>
        </p>
      )}
      <Section title={say.columns}>
        <ColumnTable found={found} here={here} />
      </Section>
    </>
  );
}

/** Notes that the table of columns shows. */
const IN_THE_TABLE = new Set(['read-columns', 'read-unused', 'read-left-out', 'read-topics-unasked']);

function NotesOfReading({ notes, language }: { notes: Import['notes']; language: 'en' | 'de' }) {
  if (notes.length === 0) return null;
  return (
    <Note>
      {notes.map((note) => (
        <p key={note.code}>{says(note, language)}</p>
      ))}
    </Note>
  );
}

function Done({ found, difference, reasons, here, timeZone }: Props) {
  const desk = useDesk();
  const { imports: say } = desk.words;
  const { undoUntil, status, error } = found;
  return (
    <>
      {error && (
        <Note kind="bad">
          <p>
            <b>{say.stopped}.</b> {says(error, desk.language)}
          </p>
        </Note>
      )}
      {status === 'undone' && <Undone counts={found.undoCounts} />}
      <Outcome title={say.happened} difference={difference} reasons={reasons} linesAt={`${here}/lines`} />
      {status !== 'undone' && (
        <Section title={say.undo}>
          {undoUntil ? (
            <form method="post" action={`${here}/undo`} class="stack">
              <p>{say.undoUntil(desk.day(undoUntil, timeZone))}</p>
              <div class="form-foot">
                <button class="btn btn-bad">{say.undo}</button>
              </div>
            </form>
          ) : (
            <p>{say.undoOver}</p>
          )}
        </Section>
      )}
    </>
  );
}

function Undone({ counts }: { counts: UndoCounts }) {
  const { imports: say } = useDesk().words;
  const { removed, restored, unsubscribed, left, touched } = counts;
  const lines = [
    say.removed(removed),
    restored > 0 && say.restored(restored),
    unsubscribed > 0 && say.unsubscribed(unsubscribed),
    left > 0 && say.left(left),
    touched > 0 && say.touched(touched),
  ].filter((line) => line !== false);
  return (
    <Section title={say.undoneTitle}>
      <ul class="rows">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}
