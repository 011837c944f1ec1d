import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

/** The way to the programs that are told what happens. */
export function WebhooksLine({ slug, count }: { slug: string; count: number }) {
  const { webhooks: words } = useDesk().words;
  return (
    <Section title={words.title} id="webhooks">
      <p>{words.inSettings}</p>
      <p>
        <a class="btn" href={`/admin/${slug}/settings/webhooks`}>
          {words.open(count)}
        </a>
      </p>
    </Section>
  );
}
