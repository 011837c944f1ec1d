import { Fragment } from 'preact';

/** What somebody chose, beside what it is. Values keep their own direction. */
export function Facts({ facts }: { facts: [what: string, value: string][] }) {
  return (
    <dl class="facts">
      {facts.map(([what, value]) => (
        <Fragment key={what}>
          <dt>{what}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
