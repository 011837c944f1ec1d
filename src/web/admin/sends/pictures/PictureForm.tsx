import { Faults, Field, type FormState } from '../../components/Field.tsx';
import { useDesk } from '../../use-desk.ts';

/** What the file dialog offers. Without HEIC in it, iPhones send their photos as JPEG. */
export const PICTURE_TYPES = 'image/jpeg,image/png,image/gif,image/webp,image/avif';

/** The way without script. The words come before the file, so that they are there when the file is refused. */
export function PictureForm({
  form,
  back,
  hasAlt = true,
}: {
  form: FormState;
  back: string;
  /** Whether it is described in words of its own. */
  hasAlt?: boolean;
}) {
  const { words } = useDesk();
  const say = words.pictures;
  const faults = form.errors.filter(({ field }) => field === 'file').map(({ message }) => message);
  return (
    <form class="stack" method="post" encType="multipart/form-data">
      {hasAlt && <Field form={form} name="alt" label={say.alt} hint={say.altHint} />}
      <div class="field">
        <label for="file">{say.file}</label>
        <input
          id="file"
          name="file"
          type="file"
          accept={PICTURE_TYPES}
          required
          aria-describedby={faults.length > 0 ? 'file-error file-hint' : 'file-hint'}
          aria-invalid={faults.length > 0 ? 'true' : undefined}
          autofocus={faults.length > 0}
        />
        <Faults name="file" messages={faults} />
        <p class="hint" id="file-hint">
          {say.fileHint}
        </p>
      </div>
      <div class="row">
        <button class="btn btn-main">{say.add}</button>
        <a class="btn btn-plain" href={back}>
          {words.frame.cancel}
        </a>
      </div>
    </form>
  );
}
