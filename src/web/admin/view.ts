import type { ComponentChildren } from 'preact';
import type { Publication } from '../../publications/index.ts';
import type { EventStream } from '../live/event-stream.ts';
import type { Live } from '../live/watches.ts';
import type { Download } from '../send-download.ts';
import type { MenuEntry } from './components/menu-entry.ts';
import type { Notice, Undo } from './notices.ts';
import type { CookieName } from './session-cookie.ts';

/** What a page shows. The frame comes from outside: menu, person, notice, undo. */
export interface View {
  /** Above everything else: what can still be taken back. */
  first?: ComponentChildren;
  /** In the browser's tab and, unless `heading` says more, above the page. */
  title: string;
  content: ComponentChildren;
  /** Whose menu it has, where the address does not say. */
  publication?: Publication | undefined;
  /** Its entry of the menu. */
  current?: MenuEntry;
  /** The main heading where it is more than the title; null: the content brings its own. */
  heading?: ComponentChildren;
  /** One line above the heading: where one is. */
  crumbs?: ComponentChildren;
  /** One sentence below the heading. */
  lede?: ComponentChildren;
  /** Buttons beside the heading. */
  actions?: ComponentChildren;
  /** `rail`: for writing, the menu shows its icons only; `narrow`: forms and other single columns; `review`: a column
   * that brings its own heading, without a menu for those who are not signed in. */
  layout?: 'rail' | 'narrow' | 'wide' | 'review';
  /** Modules of src/web/browser that this page loads beside the frame's. */
  scripts?: string[];
  /** 200 when it is left out. */
  status?: number;
  /** For somebody who tried too often. */
  retryAfterSeconds?: number;
  /** What the browser keeps from now on; null takes it away. */
  cookies?: Partial<Record<CookieName, string | null>>;
  /** Whether it shows foreign HTML in a frame from an address of ours. */
  hasFrame?: boolean;
}

/** To another page; a form that names the page it stands on (`back`) leads back there instead. */
export interface Leave {
  to: string;
  notice?: Notice | undefined;
  /** Takes back what happened; stands beside the notice. */
  undo?: Undo | undefined;
  /** What the browser keeps from now on; null takes it away. */
  cookies?: Partial<Record<CookieName, string | null>>;
}

/** Bytes that are not ours, such as a mail: outside the frame, with a policy of their own (SEC-07). */
export interface Foreign {
  body: string | Buffer;
  type: string;
  /** The Content-Security-Policy. */
  policy: string;
  /** The name of the file, for bytes to download. */
  fileName?: string;
  /** How long the person's browser keeps them; left out: not at all. */
  cacheSeconds?: number;
}

/** News as they come (server-sent events), until the person signs out. */
export interface Events {
  follow(live: Live, stream: EventStream): void;
}

export type Answer = View | Leave | Foreign | Download | Events;
