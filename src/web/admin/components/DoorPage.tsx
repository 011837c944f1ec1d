import type { View } from '../view.ts';
import type { Said } from '../notices.ts';
import { DeskDocument } from './DeskPage.tsx';
import { SaidLine } from './Note.tsx';

interface Props extends Pick<View, 'title' | 'content' | 'layout' | 'scripts'> {
  said: Said | undefined;
}

/** The frame of pages before the sign-in. */
export function DoorPage({ title, content, layout, scripts = [], said }: Props) {
  if (layout === 'review')
    return (
      <DeskDocument title={title} scripts={['frame', ...scripts]}>
        <main class="bare" id="main">
          <div class="wrap-review">{content}</div>
        </main>
      </DeskDocument>
    );
  return (
    <DeskDocument title={title} scripts={['frame', ...scripts]}>
      <main class="door" id="main">
        <div class={layout === 'wide' ? 'door-in door-wide' : 'door-in'}>
          <p class="door-brand">
            <span class="mark" aria-hidden="true">
              P
            </span>
            Paperround
          </p>
          <h1>{title}</h1>
          <SaidLine said={said} />
          {content}
        </div>
      </main>
    </DeskDocument>
  );
}
