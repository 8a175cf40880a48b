/** What the compiler hands to the host: one mini-program, ready to start. */
export interface BootConfig {
  app: AppJson;
  /** `theme.json`, when the app has one. */
  theme: Record<'light' | 'dark', Record<string, string>> | null;
  /** Routes, the first is the entry page. */
  pages: string[];
  /** JSON of each page and component by key. */
  configs: Record<string, ComponentJson>;
  /** Class prefix of each isolated component by key. */
  scopes: Record<string, string>;
  /** Compiled WXML by key. */
  templates: Record<string, unknown>;
  runApp(): void;
  /** Key and module of each page and component. */
  modules: [string, () => void][];
}

export interface AppJson {
  pages: string[];
  entryPagePath?: string;
  window?: WindowJson;
  darkmode?: boolean;
  tabBar?: { custom?: boolean; list: { pagePath: string; text: string }[] };
}

/** Window settings, of the app or of a page. */
export interface WindowJson {
  navigationStyle?: 'default' | 'custom';
  navigationBarTitleText?: string;
  navigationBarTextStyle?: string;
  navigationBarBackgroundColor?: string;
  backgroundColor?: string;
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
}

export interface ComponentJson extends WindowJson {
  isPage?: boolean;
  component?: boolean;
  usingComponents?: Record<string, string>;
  [key: string]: unknown;
}
