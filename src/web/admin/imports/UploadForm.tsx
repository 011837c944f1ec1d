import { Faults, type FormState } from '../components/Field.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

export interface EarlierImport {
  id: number;
  fileName: string;
  createdAt: Date;
  added: number;
  status: string;
}

/** Asks for the file, says what to export elsewhere, and leads to earlier lists. */
export function UploadForm({
  form,
  base,
  earlier,
  timeZone,
}: {
  form: FormState;
  base: string;
  earlier: EarlierImport[];
  timeZone: string;
}) {
  const { imports: say, importGuides, subscribers } = useDesk().words;
  const faults = form.errors.map(({ message }) => message);
  return (
    <>
      <form method="post" action={`${base}/import`} enctype="multipart/form-data" class="stack" data-upload>
        <div class="field">
          <label for="file">{say.file}</label>
          <input
            id="file"
            type="file"
            name="file"
            required
            accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.vcf,.ldif,.dump"
            aria-invalid={faults.length > 0 ? 'true' : undefined}
            aria-describedby={faults.length > 0 ? 'file-error file-hint' : 'file-hint'}
          />
          <Faults name="file" messages={faults} />
          <p class="hint" id="file-hint">
            {say.fileHint}
          </p>
        </div>
        <div class="form-foot">
          <button class="btn btn-main">{say.upload}</button>
          <a class="btn btn-plain" href={base}>
            {subscribers.title}
          </a>
        </div>
      </form>
      <Section title={say.guides}>
        <p class="block-s">{say.guidesLede}</p>
        {importGuides.map((guide) => (
          <details key={guide.name} class="more">
            <summary>{guide.name}</summary>
            <dl class="facts">
              <dt>{say.exportThis}</dt>
              <dd>{guide.exports}</dd>
              <dt>{say.comesOver}</dt>
              <dd>{guide.over}</dd>
              <dt>{say.missing}</dt>
              <dd>{guide.missing}</dd>
            </dl>
          </details>
        ))}
      </Section>
      {earlier.length > 0 && <Earlier base={base} earlier={earlier} timeZone={timeZone} />}
    </>
  );
}

function Earlier({ base, earlier, timeZone }: { base: string; earlier: EarlierImport[]; timeZone: string }) {
  const desk = useDesk();
  const { imports: say } = desk.words;
  const stateOf = (status: string) =>
    status === 'undone' ? say.undone : status === 'finished' || status === 'failed' ? '' : say.underWay;
  return (
    <Section title={say.earlier}>
      <ul class="rows">
        {earlier.map(({ id, fileName, createdAt, added, status }) => (
          <li key={id} class="row row-between">
            <a href={`${base}/imports/${id}`}>{fileName || say.unnamed(id)}</a>
            <span class="meta">
              {[say.earlierRow(desk.day(createdAt, timeZone), added), stateOf(status)]
                .filter(Boolean)
                .join('. ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
