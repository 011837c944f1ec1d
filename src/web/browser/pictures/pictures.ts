import type { Editor } from '../composer/editor.ts';
import { asBlock } from '../composer/marks.ts';
import { fill, openPanel } from './panel.ts';
import { pictureMarkdown } from './picture-markdown.ts';
import { sendFile, type Sending } from './send-file.ts';
import { catchDrops } from './catch-drops.ts';

/** A picture on its way into the text. */
interface Job {
  file: File;
  /** Where it was dropped, in the text of that moment. */
  drop: { at: number; text: string } | undefined;
}

interface Pictures {
  /** Of the button. */
  label: string;
  /** Opens the file dialog. */
  choose(): void;
  /** @returns false when there was nothing to take. */
  take(files: File[]): boolean;
}

const MAX_BYTES = 25_000_000;

/** Pictures by a button, by drop and by paste: each is uploaded while somebody says what it shows, and goes into the text then. */
export function startPictures(editor: Editor, root: HTMLElement): Pictures {
  const panel = openPanel(root);
  const { words } = panel;
  const waiting: Job[] = [];
  let job: Job | undefined;
  let sending: Sending | undefined;
  let url: string | undefined;
  let isWanted = false;
  /** What the person went on to before the picture was in the text. */
  let goOn: (() => void) | undefined;

  function take(files: File[], drop?: Job['drop']): boolean {
    const pictures = files.filter(isPicture);
    waiting.push(...(pictures.length > 0 ? pictures : files).map((file) => ({ file, drop })));
    if (job) panel.waiting(waiting.length);
    else next();
    return files.length > 0;
  }

  function next(): void {
    job = waiting.shift();
    panel.waiting(waiting.length);
    if (!job) return panel.hide();
    isWanted = false;
    goOn = undefined;
    panel.ask();
    void send(job);
  }

  async function send(current: Job): Promise<void> {
    const { file } = current;
    url = undefined;
    panel.fault('');
    panel.progress(0);
    if (file.size > MAX_BYTES) return panel.fault(words.tooLarge);
    if (!isPicture(file)) return panel.fault(words.noPicture);
    panel.say(fill(words.uploading, file.name));
    sending = sendFile(root.dataset['to'] ?? '', file, (share) => {
      panel.progress(share);
      if (share === 1) panel.say(fill(words.preparing, file.name));
    });
    const sent = await sending.done;
    if (job !== current) return;
    if (sent.is === 'there') {
      ({ url } = sent);
      panel.progress(1);
      panel.say(fill(words.ready, file.name));
      if (isWanted) insert();
    } else {
      panel.say('');
      panel.progress(0);
      if (sent.is === 'refused') panel.fault(sent.says);
      else panel.fault(sent.is === 'signed-out' ? words.signedOut : words.noConnection);
    }
  }

  function insert(): void {
    isWanted = true;
    if (!job || url === undefined) return;
    const text = editor.text();
    const at = job.drop?.text === text ? job.drop.at : editor.selection().to;
    editor.change(asBlock({ text, from: at, to: at }, pictureMarkdown(url, panel.alt())));
    const then = waiting.length === 0 ? goOn : undefined;
    leave();
    panel.sayDone(words.inserted);
    then?.();
  }

  /** Whoever goes on while a picture is asked about means it to be in the letter, unless it was refused. */
  function insertFirst(event: SubmitEvent): void {
    if (!job || panel.hasFault()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // A form that is being submitted is not submitted again.
    goOn = () => void setTimeout(() => form?.requestSubmit(event.submitter));
    insert();
  }

  /** On to the next one, or back to the text. */
  function leave(): void {
    sending?.stop();
    job = undefined;
    next();
    if (!job) editor.focus();
  }

  const form = root.closest('form');
  form?.addEventListener('submit', insertFirst, { capture: true });
  panel.onFiles(take);
  panel.onInsert(insert);
  panel.onLeave(leave);
  panel.onAgain(() => job && void send(job));
  editor.onDrop((event, at) => take([...(event.dataTransfer?.files ?? [])], { at, text: editor.text() }));
  catchDrops(take);
  return { label: panel.label, choose: panel.choose, take };
}

/** Some programs give no type; the server looks at the content anyway. */
const isPicture = ({ type }: File) => type === '' || type.startsWith('image/');
