export interface PageUrl {
  path: string;
  /** As written, without `?`. */
  queryText: string;
  /** Values stay encoded: mini-programs do not decode them. */
  query: Record<string, string>;
}

/** `base` is the route that a relative url starts from. */
export function parsePageUrl(url: string, base = ''): PageUrl {
  const [rawPath = '', ...rest] = url.split('?');
  const queryText = rest.join('?');
  const path = rawPath.startsWith('/')
    ? rawPath.slice(1)
    : new URL(rawPath, `http://host/${base}`).pathname.slice(1);
  return { path, queryText, query: parseQuery(queryText) };
}

export function formatPageUrl({ path, queryText }: PageUrl): string {
  return queryText ? `${path}?${queryText}` : path;
}

function parseQuery(text: string): Record<string, string> {
  const pairs = text.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    })
  );
}
