import type { Deployment, Invocation } from './environment';
import type { DeployedFunction } from './options';

/** The second argument of `main`, as the platform's runtime passes it. */
export function callContext(
  fn: DeployedFunction,
  at: Deployment,
  call: Invocation,
  environment: Record<string, string>
): Record<string, unknown> {
  return {
    callbackWaitsForEmptyEventLoop: false,
    request_id: call.requestId,
    namespace: at.envId,
    function_name: fn.name,
    function_version: '$LATEST',
    memory_limit_in_mb: fn.memoryMb ?? 256,
    time_limit_in_ms: (fn.timeoutSeconds ?? 3) * 1_000,
    environment: JSON.stringify(environment),
  };
}
