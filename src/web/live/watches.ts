import type { App } from '../../platform/app.ts';
import type { EventStream } from './event-stream.ts';

const TICK_MS = 1000;

/** Something that listeners follow: however many they are, it is looked at once a second. */
export interface Watched<News> {
  /** Listeners with the same key hear the same news. */
  key: string;
  /** What every new listener hears first. */
  first: News;
  look(): Promise<News>;
  /** Nothing more will come after this. */
  isOver(news: News): boolean;
}

interface Listener {
  tell(news: unknown): void;
  still: (() => void) | undefined;
}

interface Watch {
  listeners: Set<Listener>;
  timer: NodeJS.Timeout;
  /** What was told last, to tell of changes only. */
  told: string;
  /** A slow database is not asked again before it has answered. */
  isLooking: boolean;
}

/** What is followed in this process, by pages and programs alike. */
export interface Live {
  /** Aborted when the server is to stop: streams end. */
  stopping: AbortSignal;
  /** Tells a listener what is new until nothing more comes or the stream ends. */
  follow<News>(
    watched: Watched<News>,
    stream: EventStream,
    tell: (news: News) => void,
    /** It was looked at, and nothing is new. */
    still?: () => void,
  ): void;
}

export function createLive(app: Pick<App, 'log'>, stopping: AbortSignal): Live {
  const watches = new Map<string, Watch>();
  return {
    stopping,
    follow(watched, stream, tell, still) {
      tell(watched.first);
      if (watched.isOver(watched.first)) return stream.end();
      const watch = watches.get(watched.key) ?? begin(watched);
      const listener: Listener = {
        still,
        tell(news) {
          tell(news as typeof watched.first);
          if (watched.isOver(news as typeof watched.first)) stream.end();
        },
      };
      watch.listeners.add(listener);
      stream.onEnd(() => {
        watch.listeners.delete(listener);
        if (watch.listeners.size > 0) return;
        clearInterval(watch.timer);
        if (watches.get(watched.key) === watch) watches.delete(watched.key);
      });
    },
  };

  function begin<News>({ key, first, look }: Watched<News>): Watch {
    const watch: Watch = {
      listeners: new Set(),
      told: JSON.stringify(first),
      isLooking: false,
      timer: setInterval(() => void lookAgain(watch, key, look), TICK_MS),
    };
    watches.set(key, watch);
    return watch;
  }

  async function lookAgain(watch: Watch, key: string, look: () => Promise<unknown>): Promise<void> {
    if (watch.isLooking) return;
    watch.isLooking = true;
    const news = await look().catch((error: unknown) => {
      // The database may be away for a moment: the listeners wait, and hear on when it is back.
      app.log.warn({ event: 'live.look-failed', key, err: error });
    });
    watch.isLooking = false;
    if (news === undefined) return;
    const text = JSON.stringify(news);
    const isNew = text !== watch.told;
    watch.told = text;
    for (const listener of watch.listeners) {
      if (isNew) listener.tell(news);
      else listener.still?.();
    }
  }
}
