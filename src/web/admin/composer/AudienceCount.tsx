import { Fragment } from 'preact';
import { useDesk } from '../use-desk.ts';
import type { AudienceShown } from './audience-shown.ts';

/** How many get it, who is left out and why, and where their mailboxes are. */
export function AudienceCount({ audience }: { audience: AudienceShown }) {
  const { words } = useDesk();
  const { leftOut, byDomain } = audience;
  return (
    <div class="who-count" data-part="audience-count" data-exact={audience.isExact ? 'yes' : 'no'}>
      <div role="status">
        <p class="big" data-part="audience-big">
          {audience.big}
        </p>
        <p class="small soft" data-part="audience-says">
          {audience.says}
        </p>
      </div>
      <p
        class="label small"
        data-part="audience-left-out-head"
        data-none={words.audience.nobodyLeftOut}
        data-some={words.audience.leftOut}
      >
        {leftOut.length === 0 ? words.audience.nobodyLeftOut : words.audience.leftOut}
      </p>
      <dl class="facts small" data-part="audience-left-out">
        {leftOut.map(({ count, why }) => (
          <Fragment key={why}>
            <dt>{count}</dt>
            <dd>{why}</dd>
          </Fragment>
        ))}
      </dl>
      <details class="small">
        <summary>{words.audience.byDomain}</summary>
        <dl class="facts small" data-part="audience-domains">
          {byDomain.map(({ count, domain }) => (
            <Fragment key={domain}>
              <dt>{count}</dt>
              <dd>{domain}</dd>
            </Fragment>
          ))}
        </dl>
      </details>
    </div>
  );
}
