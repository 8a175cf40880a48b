export interface BrowserSearch {
  env?: Record<string, string | undefined>;
  platform?: string;
  exists?: (file: string) => boolean;
}

/** The path of an installed Chrome, Chromium or Edge; null: none. */
export function findBrowser(search?: BrowserSearch): string | null;
