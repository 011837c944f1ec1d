import type { ComponentChildren } from 'preact';
import { Bar } from '../components/Bar.tsx';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import { FIRST_RUN_STEPS, type FirstRun as FirstRunData } from './load-first-run.ts';

interface Props {
  run: FirstRunData;
  form: FormState;
}

/** Four steps, the first that is not done open with its form. */
export function FirstRun({ run, form }: Props) {
  const { firstRun: words } = useDesk().words;
  const { publication, feed, articles, hasServer, hasPostalAddress, done } = run;
  const home = `/admin/${publication.slug}`;
  const isFed = feed !== undefined || articles > 0;
  const steps = [true, isFed, hasServer, hasPostalAddress];
  const now = steps.indexOf(false);
  const said = words.done(done, FIRST_RUN_STEPS);
  return (
    <>
      <p class="row progress-line">
        <Bar
          says={said}
          parts={[
            { kind: 'good', count: done },
            { kind: 'none', count: FIRST_RUN_STEPS - done },
          ]}
        />
        <span class="small soft nowrap">{said}</span>
      </p>
      <ol class="todo">
        <Step number={1} isDone isNow={false} title={words.name}>
          <p class="small soft">
            {words.nameDone(publication.name, publication.timeZone, publication.language)}{' '}
            <a href={`${home}/settings/publication`}>{words.change}</a>
          </p>
        </Step>
        <Step number={2} isDone={isFed} isNow={now === 1} title={words.feed}>
          <FeedStep run={run} home={home} />
        </Step>
        <Step number={3} isDone={hasServer} isNow={now === 2} title={words.server}>
          {hasServer ? <p class="small soft">{words.serverDone}</p> : <ServerForm home={home} form={form} />}
        </Step>
        <Step number={4} isDone={hasPostalAddress} isNow={now === 3} title={words.postal}>
          <p class="small soft">
            {hasPostalAddress ? words.postalDone : words.postalHelp}{' '}
            <a href={`${home}/settings/publication#postalAddress`}>{words.postalLabel}</a>
          </p>
        </Step>
      </ol>
      <Section title={words.whenYouLike}>
        <ul class="rows">
          <Later href={`${home}/settings/embed`} text={words.embed} help={words.embedHelp} />
          <Later href={`${home}/sends/new`} text={words.letter} help={words.letterHelp} />
        </ul>
      </Section>
    </>
  );
}

interface StepProps {
  number: number;
  isDone: boolean;
  isNow: boolean;
  title: string;
  children: ComponentChildren;
}

function Step({ number, isDone, isNow, title, children }: StepProps) {
  return (
    <li class={isDone ? 'is-done' : isNow ? 'is-now' : undefined}>
      {isDone ? <Icon name="circle-check" /> : <span class="todo-n">{number}</span>}
      <div class="stack stack-s">
        <h2>{title}</h2>
        {children}
      </div>
    </li>
  );
}

function FeedStep({ run: { feed, articles }, home }: { run: FirstRunData; home: string }) {
  const { firstRun: words } = useDesk().words;
  if (feed === undefined && articles > 0) return <p class="small soft">{words.feedPushed}</p>;
  if (feed === undefined)
    return (
      <>
        <p>{words.feedHelp}</p>
        <div class="row">
          <a class="btn btn-main" href={`${home}/feeds`}>
            {words.feedAdd}
          </a>
        </div>
      </>
    );
  return (
    <p class="small soft">
      {words.feedDone(articles, feed)} <a href={`${home}/articles`}>{words.seeThem}</a>
    </p>
  );
}

function ServerForm({ home, form }: { home: string; form: FormState }) {
  const { firstRun: words } = useDesk().words;
  const { host, port, user, password } = words;
  return (
    <>
      <p>{words.serverHelp}</p>
      <FormFaults form={form} labels={{ host, port, user, password }} />
      <form class="stack stack-s" method="post" action={`${home}/set-up`}>
        <div class="grid-2">
          <Field form={form} name="host" label={host} placeholder="mail.example.org" required />
          <Field form={form} name="port" label={port} required />
          <Field form={form} name="user" label={user} autocomplete="off" />
          <Field form={form} name="password" label={password} type="password" autocomplete="off" />
        </div>
        <div class="row">
          <button class="btn btn-main">{words.testAndSave}</button>
          <a class="btn btn-plain" href={home}>
            {words.later}
          </a>
        </div>
      </form>
    </>
  );
}

function Later({ href, text, help }: { href: string; text: string; help: string }) {
  return (
    <li class="row row-between">
      <span>
        <a href={href}>{text}</a> <span class="small soft">{help}</span>
      </span>
    </li>
  );
}
