import type { TemplateResult } from 'lit';

/** One page of the console. */
export interface Section {
  /** The part of the address after `#/`. */
  id: string;
  title: string;
  /** Asks the door anew; called at opening and while the page is visible. */
  refresh?: () => Promise<void>;
  view: () => TemplateResult;
}

/** Makes a section; `redraw` shows what has changed in its state. */
export type CreateSection = (redraw: () => void) => Section;
