import { Phrase } from '../components/Phrase.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

/** The line that puts the sign-up box on the publisher's own pages. */
export function EmbedLine({ slug, publicUrl }: { slug: string; publicUrl: string }) {
  const { frame, settings } = useDesk().words;
  const snippet = `<script src="${publicUrl}/embed.js" data-publication="${slug}" async></script>`;
  return (
    <Section title={settings.embed.title} id="embed">
      <p>
        <Phrase>{settings.embed.lede(`/${slug}`)}</Phrase>
      </p>
      <pre id={`embed-${slug}`} class="snippet" tabIndex={0}>
        {snippet}
      </pre>
      <p>
        <button class="btn btn-small" type="button" data-copy={`embed-${slug}`}>
          {frame.copy}
        </button>
      </p>
    </Section>
  );
}
