import { randomOf } from '../../support/app/random.ts';
import { openStillClock, type StillClock } from '../../support/app/still-clock.ts';
import type { ScriptedSmtp } from '../../support/mail/scripted-smtp.ts';
import { checkAnswers } from './check-answers.ts';
import { Inbox } from './inbox.ts';
import { MortalWorker } from './kill.ts';
import { Look } from './look.ts';
import { Model } from './model.ts';
import { Program } from './program.ts';
import { momentOf, type Happening, type Midway, type Story } from './story.ts';
import { workUntilIdle } from './work.ts';

export interface Played {
  /** The first things that were wrong, and when; none: the program kept its word. */
  faults: string[];
  /** In minutes. */
  until: number;
  mails: number;
  steps: number;
  articles: number;
}

/** Plays a story in the program and in the model, and compares after each moment at which something is due. */
export async function play(story: Story, smtp: ScriptedSmtp): Promise<Played> {
  const clock = await openStillClock(momentOf(story, 0), { SMTP_URL: smtp.url, HOLD_AFTER_HOURS: '200' });
  const play = new Play(story, clock, smtp);
  try {
    return await play.play();
  } finally {
    play.end();
    smtp.script = () => undefined;
    smtp.messages.length = 0;
    await clock.close();
  }
}

/** A worker that is busy comes so much later. */
const LATE_MS = 3 * 3600_000;

/** Readers of stories that are played in seconds. */
const SHORT = 100;

class Play {
  readonly #story: Story;
  readonly #clock: StillClock;
  readonly #smtp: ScriptedSmtp;
  readonly #program: Program;
  readonly #model: Model;
  readonly #look: Look;
  readonly #inbox = new Inbox();
  readonly #random = randomOf(1);
  #day = '';
  #killsLeft: number;
  #next: MortalWorker | undefined;
  #mails = 0;
  #steps = 0;

  constructor(story: Story, clock: StillClock, smtp: ScriptedSmtp) {
    this.#story = story;
    this.#clock = clock;
    this.#smtp = smtp;
    this.#program = new Program(story, clock, smtp);
    this.#model = new Model(story);
    this.#look = new Look(this.#program);
    this.#killsLeft = story.happenings.filter(({ is }) => is === 'kill').length;
    this.#hireNext();
  }

  async play(): Promise<Played> {
    await this.#program.start();
    const end = this.#story.lasts * 24 * 60;
    for (const together of atOnce(this.#story.happenings)) {
      const at = momentOf(this.#story, together[0].at);
      const faults = (await this.#passUntil(at)) ?? (await this.#happen(together));
      if (faults) return this.#ended(faults);
      this.#tellOfDay(at);
    }
    const late = await this.#passUntil(momentOf(this.#story, end));
    if (late) return this.#ended(late);
    const faults = await this.#inbox.compare(this.#program.app);
    const refused = await this.#look.refused();
    const answers = await checkAnswers(this.#program, this.#model, { refused, random: this.#random });
    return this.#ended([...faults, ...answers]);
  }

  /** A long story takes an hour. */
  #tellOfDay(at: Date): void {
    const day = at.toISOString().slice(0, 10);
    if (day === this.#day || this.#story.readers.length <= SHORT) return;
    this.#day = day;
    console.log(`${day}: ${this.#steps} moments, ${this.#mails} mails`);
  }

  #ended(faults: string[]): Played {
    const until = Math.ceil((this.#clock.now().getTime() - momentOf(this.#story, 0).getTime()) / 60_000);
    const articles = this.#story.happenings.filter(({ is }) => is === 'article').length;
    return { faults: faults.slice(0, 5), until, mails: this.#mails, steps: this.#steps, articles };
  }

  /** Stops where anything is due before this moment: there, or a little later, as when a worker was busy. */
  async #passUntil(moment: Date): Promise<string[] | undefined> {
    for (;;) {
      const { due, exact } = this.#model.next();
      if (due >= moment) return undefined;
      const late = new Date(due.getTime() + (this.#random() < 0.4 ? 0 : this.#random() * LATE_MS));
      const faults = await this.#step(
        new Date(Math.min(late.getTime(), exact.getTime(), moment.getTime() - 1)),
      );
      if (faults) return faults;
    }
  }

  /** What happens at one moment: then the program looks what is due. */
  async #happen(together: Happening[]): Promise<string[] | undefined> {
    let pause: Midway | undefined;
    for (const happening of together) {
      if (happening.is === 'down') return this.#step(momentOf(this.#story, happening.until));
      await this.#moveTo(momentOf(this.#story, happening.at));
      if (happening.is === 'kill') return this.#kill(happening.statement);
      // Of what was decided and who joined at the very same moment nobody can tell which was first.
      if (happening.is === 'confirm') await this.#passSecond();
      if (await this.#program.happen(happening)) this.#model.happen(happening, this.#clock.now());
      if (happening.is === 'confirm') await this.#passSecond();
      if (happening.is === 'article') pause = happening.midway;
    }
    return this.#step(this.#clock.now(), pause && this.#model.isActive(pause.reader) ? { pause } : {});
  }

  async #kill(statement: number): Promise<string[] | undefined> {
    const next = this.#model.next().due;
    await this.#moveTo(next);
    await this.#next?.liveUntil(statement, next);
    this.#killsLeft -= 1;
    this.#hireNext();
    return this.#step(next);
  }

  #hireNext(): void {
    this.#next = this.#killsLeft > 0 ? new MortalWorker(this.#clock, this.#smtp) : undefined;
  }

  end(): void {
    this.#next?.end();
  }

  async #step(at: Date, { pause }: { pause?: Midway } = {}): Promise<string[] | undefined> {
    await this.#moveTo(at);
    const began = this.#clock.now();
    this.#steps += 1;
    // With two, one may pause the reader before the other has frozen the mail.
    const workers = !pause && this.#steps % 5 === 0 ? 2 : 1;
    await workUntilIdle(this.#clock, workers, async () => {
      if (pause) await this.#program.pause(pause.reader, pause.until);
    });
    this.#inbox.take(this.#smtp);
    this.#clock.app.logged.length = 0;
    const mails = await this.#look.frozen();
    this.#mails += mails.length;
    const { failed, bounced } = await this.#look.over(this.#clock.now());
    const faults = this.#model.judge(this.#clock.now(), mails, { began, bounced });
    if (pause) this.#model.pause(pause.reader, pause.until);
    for (const reader of bounced) this.#model.end(reader, 'bounced');
    for (const mail of failed) this.#model.fail(mail);
    const when = this.#clock.now().toISOString();
    return faults.length > 0 ? faults.map((fault) => `${when} ${fault}`) : undefined;
  }

  #passSecond = () => this.#moveTo(new Date(this.#clock.now().getTime() + 1000));

  async #moveTo(at: Date): Promise<void> {
    if (at > this.#clock.now()) await this.#clock.set(at);
  }
}

/** One look at what is due for all that happens in one minute; what ends a worker, or all of them, stands alone. */
function atOnce(happenings: Happening[]): [Happening, ...Happening[]][] {
  const groups: [Happening, ...Happening[]][] = [];
  const isAlone = (one: Happening) =>
    one.is === 'kill' || one.is === 'down' || (one.is === 'article' && one.midway);
  for (const happening of happenings) {
    const last = groups.at(-1);
    if (!last || last[0].at !== happening.at || isAlone(last[0]) || isAlone(happening))
      groups.push([happening]);
    else last.push(happening);
  }
  return groups;
}
