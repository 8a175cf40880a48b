import { CloudError } from '../kernel/errors';

/** A path of HTTP access and the function behind it. */
export interface HttpRoute {
  /** `/` or `/api/v2`; matches what it begins. */
  path: string;
  functionName: string;
  /** Only who is signed in. */
  auth?: boolean;
  /** The function sees the whole path; absent: as the switch says. */
  wholePath?: boolean;
}

const SEGMENT = /^[\w.-]{1,50}$/;
/** What the cloud itself answers, and what the platform reserves. */
const RESERVED = [
  'admin',
  'auth',
  'cos',
  'v1',
  'web',
  'ws',
  '__auth',
  '__local',
  '.well-known',
];

/** Which function answers which path. Nothing is reachable but by a route. */
export class HttpRoutes {
  private routes: HttpRoute[] = [];

  read(): HttpRoute[] {
    return [...this.routes];
  }

  /** @throws CloudError INVALID_PARAM; then nothing is changed */
  replace(wanted: HttpRoute[]): void {
    for (const route of wanted) {
      const why = refusalOf(route);
      if (why) throw new CloudError('INVALID_PARAM', why);
    }
    this.routes = wanted;
  }

  /** Takes those that are valid, and tells of the others. */
  replaceValid(wanted: HttpRoute[]): string[] {
    this.routes = wanted.filter((route) => !refusalOf(route));
    return wanted.flatMap((route) => refusalOf(route) ?? []);
  }

  /** The longest route that the path begins with, and what follows it. */
  match(path: string): { route: HttpRoute; rest: string } | null {
    const fitting = this.routes.filter((route) => begins(path, route.path));
    fitting.sort((a, b) => b.path.length - a.path.length);
    const [route] = fitting;
    if (!route) return null;
    const rest = route.path === '/' ? path : path.slice(route.path.length);
    return { route, rest: rest === '' ? '/' : rest };
  }
}

function begins(path: string, route: string): boolean {
  return route === '/' || path === route || path.startsWith(`${route}/`);
}

function refusalOf({ path, functionName }: HttpRoute): string | null {
  if (typeof functionName !== 'string' || functionName === '') {
    return `route ${path} needs the name of a function`;
  }
  if (path === '/') return null;
  const [first, ...segments] = typeof path === 'string' ? path.split('/') : [];
  const [top] = segments;
  if (first !== '' || !segments.every((one) => SEGMENT.test(one))) {
    return `${path} is no route: /, then letters, digits, ., _ and - between /`;
  }
  if (!RESERVED.includes(top ?? '')) return null;
  return `route ${path} is reserved: the cloud itself answers there`;
}
