import { pictureFaultSays } from '../../../../words/index.ts';
import { Icon } from '../../components/Icon.tsx';
import { useDesk } from '../../use-desk.ts';
import { PICTURE_TYPES } from './PictureForm.tsx';

/** In the line of tools: opens the file dialog. It shows with script only, like the other tools. */
export function PictureTool() {
  const { pictures } = useDesk().words;
  return (
    <button
      class="btn btn-small btn-icon btn-plain"
      type="button"
      data-picture="choose"
      aria-label={pictures.picture}
      title={pictures.picture}
    >
      <Icon name="photo" />
    </button>
  );
}

/** Below the tools: asks what a picture shows while it is uploaded, and says what became of a paste. Nothing in it is sent with the letter. */
export function PicturePanel({ slug }: { slug: string }) {
  const { words } = useDesk();
  const say = words.pictures;
  return (
    <>
      <input data-picture="file" type="file" accept={PICTURE_TYPES} multiple hidden aria-label={say.file} />
      <section class="panel panel-ground stack stack-s" data-picture="panel" aria-label={say.picture} hidden>
        <p class="small" role="status" data-picture="status"></p>
        <progress data-picture="bar" aria-label={say.picture} value="0" max="1"></progress>
        <div class="note note-bad" role="alert" data-picture="fault" hidden>
          <Icon name="alert-circle" />
          <div data-picture="fault-says"></div>
        </div>
        <div class="field">
          <label for="picture-alt">{say.alt}</label>
          <input id="picture-alt" data-picture="alt" aria-describedby="picture-alt-hint" autocomplete="off" />
          <p class="hint" id="picture-alt-hint">
            {say.altHint}
          </p>
        </div>
        <div class="row">
          <button class="btn btn-small btn-main" type="button" data-picture="insert">
            {say.insert}
          </button>
          <button class="btn btn-small btn-main" type="button" data-picture="again" hidden>
            {say.tryAgain}
          </button>
          <button class="btn btn-small btn-plain" type="button" data-picture="leave">
            {say.leaveOut}
          </button>
          <span class="small soft" data-picture="rest"></span>
        </div>
      </section>
      <p class="sr" role="status" data-picture="said"></p>
      <p
        class="row small"
        data-part="pasted"
        data-pasted={say.pasted}
        data-undone={say.undone}
        data-copy={`/admin/${slug}/media/scaled`}
        hidden
      >
        <span role="status" data-pasted="says"></span>
        <button class="btn btn-small" type="button">
          <Icon name="arrow-back-up" />
          {say.undo}
        </button>
      </p>
    </>
  );
}

/** For `browser/pictures`: where to, and the words with `{}` for what it puts in. */
export function picturesData(slug: string, { words, language }: ReturnType<typeof useDesk>) {
  const { pictures } = words;
  return {
    'data-to': `/admin/${slug}/media`,
    'data-words': JSON.stringify({
      uploading: pictures.uploading('{}'),
      preparing: pictures.preparing('{}'),
      ready: pictures.ready('{}'),
      next: pictures.next('{}'),
      inserted: pictures.inserted,
      noConnection: pictures.noConnection,
      signedOut: pictures.signedOut,
      tooLarge: pictureFaultSays({ code: 'too-large', params: { limit: 25 } }, language),
      noPicture: pictureFaultSays({ code: 'no-picture', params: {} }, language),
    }),
  };
}
