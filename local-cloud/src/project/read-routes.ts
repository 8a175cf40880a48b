import { invalid, isObject, type Json } from './project-error';
import type { Config } from './read-config';
import { frameworkInputs } from './read-functions';

/** A path of HTTP access and the function behind it. */
export interface RouteEntry {
  path: string;
  functionName: string;
  /** Only who is signed in. */
  auth?: boolean;
  /** The function sees the whole path, not what follows the route. */
  wholePath?: boolean;
}

/**
 * Routes as `gateway.routes`, a function's `path` or the old framework's
 * `servicePaths` declare them. Without one no function is reached by HTTP.
 * @throws CloudError PROJECT_INVALID
 */
export function readRoutes(config: Config, notes: string[]): RouteEntry[] {
  const { file, value } = config;
  const gateway = isObject(value.gateway) ? value.gateway : {};
  const declared = gateway.routes ?? [];
  if (!Array.isArray(declared)) {
    throw invalid(file, 'gateway.routes must be a list');
  }
  const functions = Array.isArray(value.functions) ? value.functions : [];
  const paths = frameworkInputs(config).flatMap(({ servicePaths }) =>
    Object.entries(isObject(servicePaths) ? servicePaths : {})
  );
  return [
    ...declared.flatMap((one: unknown) => ofGateway(file, one, notes)),
    ...functions.filter(isObject).flatMap(ofFunction),
    ...paths.map(([name, path]) => ({
      functionName: name,
      path: String(path),
    })),
  ];
}

function ofGateway(
  file: string,
  route: unknown,
  notes: string[]
): RouteEntry[] {
  const { path, target, enableAuth, enablePathTransmission, pathRewrite } =
    isObject(route) ? route : {};
  if (typeof path !== 'string' || typeof target !== 'string') {
    throw invalid(file, 'a route of the gateway needs path and target');
  }
  const [kind, functionName] = target.split(':');
  if (kind !== 'function' || !functionName || pathRewrite !== undefined) {
    const what = pathRewrite === undefined ? `target ${target}` : 'pathRewrite';
    notes.push(`route "${path}" is left out: ${what} is not supported`);
    return [];
  }
  return [
    {
      path,
      functionName,
      ...(enableAuth === true && { auth: true }),
      ...(typeof enablePathTransmission === 'boolean' && {
        wholePath: enablePathTransmission,
      }),
    },
  ];
}

function ofFunction({ name, path }: Json): RouteEntry[] {
  if (typeof path !== 'string' || path === '') return [];
  return [{ path, functionName: String(name) }];
}
