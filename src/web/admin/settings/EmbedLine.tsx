import { useDesk } from '../use-desk.ts';
import { Section } from '../components/Section.tsx';

/** The line that puts the sign-up box on the publisher's own pages. */
export function EmbedLine({ slug, publicUrl }: { slug: string; publicUrl: string }) {
  const { words } = useDesk();
  const snippet = `<script src="${publicUrl}/embed.js" data-publication="${slug}" async></script>`;
  return (
    <Section title="The sign-up box on your site" id="embed">
      <p>
        Put this line where you want the box, for example under each article. Readers can also sign up on the{' '}
        <a href={`/${slug}`}>sign-up page</a>.
      </p>
      <pre id={`embed-${slug}`} class="snippet" tabIndex={0}>
        {snippet}
      </pre>
      <p>
        <button class="btn btn-small" type="button" data-copy={`embed-${slug}`}>
          {words.frame.copy}
        </button>
      </p>
    </Section>
  );
}
