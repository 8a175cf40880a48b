import type { BootConfig, WindowJson } from './config';
import { Signal } from './signal';

export type ThemeName = 'light' | 'dark';

/** Light or dark, as the browser says, unless the stage sets it. */
export class Theme {
  readonly changed = new Signal<{ theme: ThemeName }>();
  private readonly query = matchMedia('(prefers-color-scheme: dark)');

  constructor(private readonly config: BootConfig) {
    this.query.addEventListener('change', () =>
      this.changed.emit({ theme: this.name })
    );
  }

  /** Without `darkmode: true` in `app.json` an app is always light. */
  get name(): ThemeName {
    return this.config.app.darkmode && this.query.matches ? 'dark' : 'light';
  }

  /** Window settings of a page over those of the app, `@names` resolved. */
  windowOf(page: WindowJson): WindowJson {
    const merged = { ...this.config.app.window, ...page };
    return Object.fromEntries(
      Object.entries(merged).map(([key, value]) => [key, this.resolve(value)])
    );
  }

  private resolve(value: unknown): unknown {
    if (typeof value !== 'string' || !value.startsWith('@')) return value;
    return this.config.theme?.[this.name]?.[value.slice(1)];
  }
}
