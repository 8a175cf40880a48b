import type { HttpRoute } from '../http/http-routes';
import { isPlainObject } from '../values/keys';
import type { DoorParts } from './parts';

interface Answer {
  routes: HttpRoute[];
}

export function readHttpAccess({ httpRoutes }: DoorParts): Answer {
  return { routes: httpRoutes.read() };
}

/**
 * Replaces all routes: `{"/api": "name"}`, or for a value
 * `{function, auth?, wholePath?}`.
 * @throws CloudError INVALID_PARAM; then nothing is changed
 */
export function putHttpAccess(
  parts: DoorParts,
  body: Record<string, unknown>
): Answer {
  parts.httpRoutes.replace(Object.entries(body).map(routeOf));
  return readHttpAccess(parts);
}

function routeOf([path, value]: [string, unknown]): HttpRoute {
  if (!isPlainObject(value)) return { path, functionName: value as string };
  const { function: functionName, auth, wholePath } = value;
  return {
    path,
    functionName: functionName as string,
    ...(auth === true && { auth }),
    ...(typeof wholePath === 'boolean' && { wholePath }),
  };
}
