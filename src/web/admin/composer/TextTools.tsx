import { Icon, type IconName } from '../components/Icon.tsx';
import { PictureTool } from '../sends/pictures/PicturePanel.tsx';
import { useDesk } from '../use-desk.ts';

/** Buttons of script: without it, one types the marks. */
export function TextTools() {
  const { composer } = useDesk().words;
  const tools: [string, IconName, string][] = [
    ['heading', 'heading', composer.heading],
    ['bold', 'bold', composer.bold],
    ['italic', 'italic', composer.italic],
    ['link', 'link', composer.link],
    ['list', 'list', composer.list],
    ['quote', 'quote', composer.quote],
  ];
  return (
    <div class="tools" role="group" aria-label={composer.format} data-part="tools" hidden>
      {tools.map(([tool, icon, label]) => (
        <button
          key={tool}
          class="btn btn-small btn-icon btn-plain"
          type="button"
          data-tool={tool}
          aria-label={label}
          title={label}
        >
          <Icon name={icon} />
        </button>
      ))}
      <PictureTool />
      <span class="tools-end">
        <button class="btn btn-small btn-plain" type="button" data-part="insert-article">
          <Icon name="news" />
          {composer.insertArticle}
        </button>
      </span>
    </div>
  );
}
