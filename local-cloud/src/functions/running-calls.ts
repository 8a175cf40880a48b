import { randomUUID } from 'node:crypto';
import { CloudError } from '../kernel/errors';
import type { InvokeRequest, RunningCall } from '../kernel/services';
import type { Invocation } from './environment';
import { cloudFailure } from './failure';
import type { FunctionSwitches } from './options';

/** Beyond this a function that calls itself without end is stopped. */
const MOST_DEPTH = 16;

/** Calls under way, by the session token that their functions were given. */
export class RunningCalls {
  private readonly calls = new Map<string, Invocation & { name: string }>();

  /** @throws CloudError when the chain of functions is too long */
  begin(
    request: InvokeRequest,
    requestId: string,
    switches: FunctionSwitches
  ): Invocation {
    const chain = chainOf(request);
    if (depthOf(chain) > MOST_DEPTH) {
      throw cloudFailure(`more than ${MOST_DEPTH} functions in a chain`);
    }
    const nobody =
      request.source === 'scf' && switches.identityInChain === 'nobody';
    const invocation = {
      requestId,
      sessionToken: randomUUID(),
      caller: nobody ? null : request.caller,
      source: request.source,
      chain,
    };
    this.calls.set(invocation.sessionToken, {
      ...invocation,
      name: request.name,
    });
    return invocation;
  }

  end({ sessionToken }: Invocation): void {
    this.calls.delete(sessionToken);
  }

  find(sessionToken: string): RunningCall | null {
    const found = this.calls.get(sessionToken);
    if (!found) return null;
    const { name, caller, source, chain } = found;
    return { name, caller, source, chain };
  }
}

/** 1 where a client calls, 2 for the function it calls, and so on. */
export const depthOf = (chain: string): number => chain.split(',').length;

function chainOf({ source, parent }: InvokeRequest): string {
  return source === 'scf' && parent ? `${parent.chain},scf` : source;
}

/** @throws CloudError FUNCTION_QUALIFIER_NOT_FOUND */
export function checkQualifier({ name, qualifier }: InvokeRequest): void {
  if (!qualifier || qualifier === '$LATEST') return;
  throw new CloudError(
    'FUNCTION_QUALIFIER_NOT_FOUND',
    `function ${name} has no version ${qualifier}`
  );
}
