import { lastDue, localDay, nextDue, type DigestTimes } from '../../../src/rhythms/index.ts';
import type { Failed } from './look.ts';
import {
  isFull,
  paperOf,
  timesOf,
  type Article,
  type Mail,
  type MailKind,
  type Open,
  type Person,
} from './person.ts';
import { MINUTE, momentOf, type Happening, type Paper, type Rhythm, type Story, type Ways } from './story.ts';

/** Articles that a reader who comes back is told of, at most. */
const KEPT_AFTER_PAUSE = 50;
const NEVER = Date.UTC(2100, 0);
/** A reader follows somebody for so long who writes nothing. */
const QUIET_MS = 14 * 24 * 3600_000;
/** The program counts them from the moment of a mail, the model from the end of the work. */
const NEARLY_MS = 3600_000;

/** How a fault begins that says that something did not come. */
const MISSING = 'no';

/** What is known of one reader and one article. */
export interface Book {
  fate: string | undefined;
  open: Open | undefined;
  isActive: boolean;
  isFollowed: boolean;
  isWithdrawn: boolean;
  /** A mail of it came to nothing. */
  hasFailed: boolean;
}

/**
 * Who is owed what, by the rules of the product alone. It is told what happens and which mails the program has frozen, and says
 * what is wrong with them. Knows nothing of numbers, marks, cuts and runs.
 */
export class Model {
  readonly #people: Person[];
  readonly #byName: Map<number, Person>;
  readonly #articles = new Map<number, Article>();
  readonly #story: Story;
  readonly #defaults = new Map<Paper, Rhythm>();
  readonly #dues = new Map<string, Date>();
  #now: Date;
  /** When the program began to do what it has done by now: what ended in between may or may not have counted. */
  #began: Date;

  constructor(story: Story) {
    this.#story = story;
    this.#now = momentOf(story, 0);
    this.#began = this.#now;
    this.#people = story.readers.map(({ name, paper: place, ways, isLate }) => {
      const paper = paperOf(story, place);
      return {
        name,
        paper,
        ways,
        rhythm: ways.rhythm ?? paper.defaultRhythm,
        isActive: !isLate,
        pausedUntil: null,
        open: new Map(),
        fates: new Map(),
        failed: new Set(),
        counted: new Map(),
        singles: [],
        digests: [],
        authors: new Map(),
      };
    });
    this.#byName = new Map(this.#people.map((person) => [person.name, person]));
  }

  /** The next moment at which anything is due, and the next at which what is due depends on the order: an article's own mail, a return. */
  next(): { due: Date; exact: Date } {
    const dues = this.#people
      .filter(({ isActive }) => isActive)
      .map((person) => person.pausedUntil ?? this.#nextDue(timesOf(person), this.#now));
    const ripe = [...this.#articles.values()].filter(({ isRipe }) => !isRipe).map(({ ripeAt }) => ripeAt);
    const first = (moments: Date[]) =>
      new Date(Math.min(NEVER, ...moments.map(Number).filter((at) => at > this.#now.getTime())));
    const returns = this.#people.flatMap(({ pausedUntil }) => pausedUntil ?? []);
    return { due: first([...dues, ...ripe]), exact: first([...ripe, ...returns]) };
  }

  isActive = (reader: number) => this.#person(reader).isActive;

  /** Every reader with every article of their paper. */
  pairs(): { reader: number; article: number }[] {
    return this.#people.flatMap(({ name: reader, paper }) =>
      [...this.#articles].flatMap(([article, one]) =>
        paperOf(this.#story, one.paper) === paper ? [{ reader, article }] : [],
      ),
    );
  }

  bookOf(reader: number, article: number): Book {
    const person = this.#person(reader);
    const { fates, open, isActive } = person;
    const isFollowed = this.#follows(person, article);
    const isWithdrawn = this.#articles.get(article)?.isWithdrawn === true;
    const hasFailed = person.failed.has(article);
    return {
      fate: fates.get(article),
      open: open.get(article),
      isActive,
      isFollowed,
      isWithdrawn,
      hasFailed,
    };
  }

  /** @param now later than planned where the program was busy. */
  happen(happening: Happening, now: Date): void {
    // Nothing was due until then, by the ways that they had.
    this.#now = now;
    if (happening.is === 'article') this.#release(happening, now);
    else if (happening.is === 'withdrawn') this.#withdraw(happening.article);
    else if (happening.is === 'default') this.#moveDefault(happening.paper, happening.rhythm);
    else if (happening.is === 'follow') this.#follow(this.#person(happening.reader), happening.author);
    else if (happening.is === 'stop') this.#person(happening.reader).authors.delete(happening.author);
    else if (happening.is === 'change') this.#change(this.#person(happening.reader), happening.ways);
    else if (happening.is === 'pause') this.pause(happening.reader, happening.until);
    else if (happening.is === 'resume') this.#resume(this.#person(happening.reader), happening.at);
    else if (happening.is === 'leave') this.end(happening.reader, 'left');
    else if (happening.is === 'confirm') this.#begin(this.#person(happening.reader));
  }

  pause(reader: number, until: number): void {
    const person = this.#person(reader);
    if (person.isActive) person.pausedUntil = momentOf(this.#story, until);
  }

  /** Left or bounced: what was open is owed no more. */
  end(reader: number, reason: string): void {
    const person = this.#person(reader);
    if (!person.isActive) return;
    person.isActive = false;
    for (const article of person.open.keys()) person.fates.set(article, reason);
    person.open.clear();
  }

  /** A mail brought nothing, for no fault of the reader's: its articles are owed once more. So is what it counted, for nobody was told of it. */
  fail({ reader, send, articles: shown }: Failed): void {
    const person = this.#person(reader);
    const articles = [...shown, ...(person.counted.get(send) ?? [])];
    // It was the mail that told that the mailbox is gone.
    if (!person.isActive) return articles.forEach((article) => person.fates.set(article, 'bounced'));
    for (const article of articles) {
      person.open.set(article, { isPassed: true, isOptional: person.failed.has(article) });
      person.failed.add(article);
    }
  }

  /**
   * Time has come to `until`, and the program has done what was due and frozen these mails.
   * @param of.began when it began to.
   * @param of.bounced readers whose mailbox turned out to be gone meanwhile: nothing has to be frozen for them any more.
   * @returns what is wrong.
   */
  judge(until: Date, mails: Mail[], { began, bounced }: { began: Date; bounced: Set<number> }): string[] {
    const since = this.#now;
    this.#now = until;
    this.#began = began;
    const byReader = Map.groupBy(mails, ({ reader }) => reader);
    const ripened = this.#ripen();
    return this.#people.flatMap((person) => {
      const own = byReader.get(person.name) ?? [];
      const faults = [
        ...this.#judgeSingles(person, ripened, own),
        ...this.#judgeDigests(
          person,
          since,
          own.filter(({ kind }) => kind !== 'article'),
        ),
      ];
      const counts = bounced.has(person.name) ? faults.filter((fault) => !fault.startsWith(MISSING)) : faults;
      return counts.map((fault) => `reader ${person.name}: ${fault}`);
    });
  }

  #release({ paper, article, topics, author }: Extract<Happening, { is: 'article' }>, now: Date): void {
    const { holdMinutes } = paperOf(this.#story, paper);
    const ripeAt = new Date(now.getTime() + holdMinutes * MINUTE);
    const state = { isRipe: false, isWithdrawn: false };
    this.#articles.set(article, { paper, topics, author, releasedAt: now, ripeAt, ...state });
    for (const person of this.#people) {
      if (person.paper !== paperOf(this.#story, paper)) continue;
      if (person.isActive) person.open.set(article, { isPassed: false, isOptional: false });
      else person.fates.set(article, 'was no reader');
    }
  }

  #withdraw(article: number): void {
    const found = this.#articles.get(article);
    if (!found) return;
    found.isWithdrawn = true;
    for (const { open, fates } of this.#people) if (open.delete(article)) fates.set(article, 'withdrawn');
  }

  #moveDefault(place: number, rhythm: Rhythm): void {
    const paper = paperOf(this.#story, place);
    this.#defaults.set(paper, rhythm);
    for (const person of this.#people) {
      if (person.paper !== paper || person.ways.rhythm !== null) continue;
      person.rhythm = rhythm;
      if (rhythm === 'each') this.#letBe(person);
    }
  }

  /** For two weeks, unless news come. */
  #follow(person: Person, author: number): void {
    if (person.isActive && !this.#isFollower(person, author))
      person.authors.set(author, new Date(this.#now.getTime() + QUIET_MS));
  }

  /** Whoever followed the author when the article came goes on to. */
  #renew(articles: number[]): void {
    for (const article of articles) {
      const { author, releasedAt, paper } = this.#articles.get(article) ?? {};
      if (author === undefined || !releasedAt || paper === undefined) continue;
      for (const person of this.#people) {
        const ends = person.authors.get(author);
        if (person.paper === paperOf(this.#story, paper) && ends && ends > releasedAt)
          person.authors.set(author, new Date(this.#now.getTime() + QUIET_MS));
      }
    }
  }

  #isFollower(person: Person, author: number | undefined): boolean {
    const ends = this.#endsOf(person, author);
    return ends !== undefined && ends > this.#now;
  }

  #endsOf = ({ authors }: Person, author: number | undefined) =>
    author === undefined ? undefined : authors.get(author);

  #change(person: Person, ways: Partial<Ways>): void {
    if (!person.isActive) return;
    person.ways = { ...person.ways, ...ways };
    if (ways.rhythm) person.rhythm = ways.rhythm;
    // Its own mail is past: what they do not follow now may count as decided.
    if (ways.rhythm === 'each') this.#letBe(person);
  }

  /** Comes back at this very moment. */
  #resume(person: Person, minute: number): void {
    if (person.pausedUntil) person.pausedUntil = momentOf(this.#story, minute);
  }

  /** A new consent begins anew. */
  #begin(person: Person): void {
    if (person.isActive) return;
    person.isActive = true;
    person.pausedUntil = null;
    person.authors.clear();
    person.ways = this.#chosenAtFirst(person.name);
    person.rhythm = person.ways.rhythm ?? this.#default(person.paper);
    // Until the mail of an article is frozen, it may or may not reach who came after its release.
    for (const [article, { isRipe, isWithdrawn, paper }] of this.#articles)
      if (!isRipe && !isWithdrawn && paperOf(this.#story, paper) === person.paper)
        person.open.set(article, { isPassed: false, isOptional: true });
  }

  /** Articles whose own mails are due. */
  #ripen(): number[] {
    const ripened = [...this.#articles].filter(([, one]) => !one.isRipe && one.ripeAt <= this.#now);
    for (const [, article] of ripened) article.isRipe = true;
    const mailed = ripened.filter(([, { isWithdrawn }]) => !isWithdrawn).map(([article]) => article);
    this.#renew(mailed);
    return mailed;
  }

  #judgeSingles(person: Person, ripened: number[], mails: Mail[]): string[] {
    const faults: string[] = [];
    const singles = new Map(
      mails
        .filter(({ kind }) => kind === 'article')
        .flatMap(({ articles, at }) => articles.map((article) => [article, at])),
    );
    for (const article of singles.keys())
      if (!ripened.includes(article)) faults.push(`a mail of article ${article}, which is not due`);
    // Of mails that are due at once none has to be the first: a limit may keep back any of them.
    const mailedFirst = ripened.toSorted(
      (one, other) => Number(singles.has(other)) - Number(singles.has(one)),
    );
    for (const article of mailedFirst) {
      const open = person.open.get(article);
      const mailedAt = singles.get(article);
      const expects = this.#expectsSingle(person, article, { open, mailedAt });
      if (mailedAt && expects === 'no')
        faults.push(`a mail of article ${article}: ${this.#whyNot(person, article)}`);
      if (!mailedAt && expects === 'yes') faults.push(`${MISSING} mail of article ${article}`);
      if (mailedAt) this.#bring(person, article, { kind: 'article', at: mailedAt });
      else if (open) this.#pass(person, article, open);
    }
    return faults;
  }

  #expectsSingle(
    person: Person,
    article: number,
    { open, mailedAt }: { open: Open | undefined; mailedAt: Date | undefined },
  ): 'yes' | 'no' | 'maybe' {
    if (!open || !person.isActive || this.#isPaused(person)) return 'no';
    const ends = this.#endsOf(person, this.#articles.get(article)?.author);
    // At once, whatever their rhythm and topics.
    const isOwn = person.rhythm === 'each' && this.#follows(person, article);
    const isFollower = ends !== undefined && ends > this.#now;
    const isNearlyOver = ends !== undefined && Math.abs(ends.getTime() - this.#now.getTime()) < NEARLY_MS;
    if (!isOwn && !isFollower && !isNearlyOver) return 'no';
    const wereFull = [this.#began, this.#now].map((at) => isFull(person, at));
    if (mailedAt ? isFull(person, mailedAt) : wereFull.includes(true)) return 'no';
    const isBack = person.pausedUntil !== null && person.pausedUntil > this.#began;
    return open.isOptional || isBack || (!isOwn && isNearlyOver) ? 'maybe' : 'yes';
  }

  /** The article's own mail went without them. */
  #pass(person: Person, article: number, open: Open): void {
    open.isPassed = true;
    const isDecided = person.rhythm === 'each' && !this.#isPaused(person);
    // What a limit kept back may come with the digest that ends the day.
    const isOver = open.isOptional && person.rhythm === 'each' && !isFull(person, this.#now);
    if ((isDecided && !this.#follows(person, article)) || isOver) {
      person.open.delete(article);
      person.fates.set(article, 'does not follow');
    }
  }

  #judgeDigests(person: Person, since: Date, mails: Mail[]): string[] {
    const due = this.#dueKind(person, since);
    // What comes as they come back is no matter of what they missed.
    const missed = due === 'catch-up' && person.pausedUntil ? person.pausedUntil : undefined;
    if (due === 'catch-up') person.pausedUntil = null;
    const kinds = mails.map(({ kind }) => kind);
    if (mails.length > 1) return [`${mails.length} digests at once: ${kinds.join()}`];
    const [mail] = mails;
    if (!due) return mail ? [`a ${mail.kind} digest that is not due: ${mail.articles.join()}`] : [];
    const isEither = due === 'catch-up' && this.#regularKind(person, since) === mail?.kind;
    if (mail && mail.kind !== due && !isEither) return [`a ${mail.kind} digest instead of ${due}`];
    return this.#judgeDigest(person, { kind: mail?.kind ?? due, missed }, mail);
  }

  #dueKind(person: Person, since: Date): MailKind | undefined {
    if (!person.isActive) return undefined;
    if (person.pausedUntil) return person.pausedUntil <= this.#now ? 'catch-up' : undefined;
    return this.#regularKind(person, since);
  }

  #regularKind(person: Person, since: Date): MailKind | undefined {
    const times = timesOf(person);
    if (this.#nextDue(times, since) > this.#now) return undefined;
    const kind = person.rhythm === 'each' ? 'busy-day' : person.rhythm;
    // Whoever moves to another zone or hour has one a day all the same.
    const today = localDay(times.timeZone, lastDue(times, this.#now));
    const hadOne = person.digests.some(
      (one) => one.kind === kind && localDay(times.timeZone, one.at) === today,
    );
    return hadOne ? undefined : kind;
  }

  #judgeDigest(
    person: Person,
    { kind, missed }: { kind: MailKind; missed: Date | undefined },
    mail: Mail | undefined,
  ): string[] {
    const candidates = [...person.open].filter(([article]) => this.#follows(person, article));
    const must = candidates
      .filter(([article, open]) => this.#isOwedNow(person, article, open))
      .filter(([article]) => !missed || this.#ripeAt(article) < missed)
      .map(([article]) => article);
    const may = new Set(candidates.map(([article]) => article));
    const brought = mail?.articles ?? [];
    const faults = brought
      .filter((article) => !may.has(article))
      .map((article) => `article ${article} in a ${kind} digest: ${this.#whyNot(person, article)}`);
    if (new Set(brought).size < brought.length)
      faults.push(`an article twice in a digest: ${brought.join()}`);
    const { digestMinArticles, digestMaxArticles } = person.paper;
    if (!mail) {
      const mayWait = must.length < digestMinArticles;
      if (must.length > 0 && !mayWait) faults.push(`${MISSING} ${kind} digest of ${must.join()}`);
      this.#letBe(person);
      return faults;
    }
    if (brought.length === 0) faults.push(`an empty ${kind} digest`);
    if ((kind === 'daily' || kind === 'weekly') && may.size < digestMinArticles)
      faults.push(`a digest of ${brought.length} only`);
    const most = kind === 'catch-up' ? Math.max(KEPT_AFTER_PAUSE, digestMaxArticles) : digestMaxArticles;
    if (brought.length > most) faults.push(`a digest of ${brought.length}`);
    const missing = must.filter((article) => !brought.includes(article));
    const isFull = brought.length >= Math.min(digestMaxArticles, KEPT_AFTER_PAUSE);
    if (missing.length > 0 && !isFull) faults.push(`not in the ${kind} digest: ${missing.join()}`);
    if (isFull && mail.more < missing.length) faults.push(`${mail.more} more, rather than ${missing.length}`);
    for (const article of brought) this.#bring(person, article, mail);
    for (const article of missing) this.#settle(person, article, 'counted in N more');
    person.counted.set(mail.send, missing);
    person.digests.push({ kind, at: lastDue(timesOf(person), this.#now) });
    this.#leaveOut(person);
    return faults;
  }

  /** What a digest has to bring: not what its own mail will, nor what was due only while the program was at work. */
  #isOwedNow(person: Person, article: number, { isPassed, isOptional }: Open): boolean {
    if (isOptional || this.#ripeAt(article) > this.#began) return false;
    return person.rhythm !== 'each' || isPassed;
  }

  /** What was decided by the topics of the moment. */
  #leaveOut(person: Person): void {
    for (const [article] of person.open)
      if (this.#articles.get(article)?.isRipe && !this.#follows(person, article))
        this.#settle(person, article, 'does not follow');
  }

  /** What they do not follow at the moment may come later or not: a run that mails them nothing need not decide. */
  #letBe(person: Person): void {
    for (const [article, open] of person.open)
      if (this.#articles.get(article)?.isRipe && !this.#follows(person, article)) open.isOptional = true;
  }

  #bring(person: Person, article: number, { kind, at }: Pick<Mail, 'kind' | 'at'>): void {
    this.#settle(person, article, `was brought by ${kind} at ${at.toISOString()}`);
    if (kind === 'article') person.singles.push(at);
  }

  #settle(person: Person, article: number, fate: string): void {
    person.open.delete(article);
    person.fates.set(article, fate);
  }

  #whyNot(person: Person, article: number): string {
    if (!person.isActive) return 'is no reader';
    if (this.#isPaused(person)) return 'is paused';
    const fate = person.fates.get(article);
    if (!person.open.has(article)) return fate ?? 'is nothing of theirs';
    if (!this.#follows(person, article)) return 'does not follow';
    if (person.rhythm !== 'each') return `wants it ${person.rhythm}`;
    return 'has as many as they want';
  }

  /** Many readers share one. It is asked for moments that never go back, so that what lies ahead is still the next. */
  #nextDue(times: DigestTimes, after: Date): Date {
    const { rhythm, timeZone, at, on } = times;
    const key = `${rhythm} ${timeZone} ${at} ${on}`;
    const known = this.#dues.get(key);
    const due = known && known > after ? known : nextDue(times, after);
    this.#dues.set(key, due);
    return due;
  }

  #isPaused = ({ pausedUntil }: Person) => pausedUntil !== null && pausedUntil > this.#now;

  #follows(person: Person, article: number): boolean {
    const { topics } = person.ways;
    if (this.#isFollower(person, this.#articles.get(article)?.author)) return true;
    return topics.length === 0 || topics.some((topic) => this.#articles.get(article)?.topics.includes(topic));
  }

  #ripeAt = (article: number) => this.#articles.get(article)?.ripeAt ?? new Date(NEVER);

  #default = (paper: Paper) => this.#defaults.get(paper) ?? paper.defaultRhythm;

  #chosenAtFirst(reader: number): Ways {
    const { ways } = this.#story.readers.find(({ name }) => name === reader) ?? {};
    if (!ways) throw new Error(`no reader ${reader}`);
    return ways;
  }

  #person(reader: number): Person {
    const found = this.#byName.get(reader);
    if (!found) throw new Error(`no reader ${reader}`);
    return found;
  }
}
