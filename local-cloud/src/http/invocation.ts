import { optionalText, type Params } from './read-params';
import type { Services } from './services';

/** Where the SDKs echo the token that a worker was given. */
const TOKEN_FIELDS = ['tcb_sessionToken', 'wxCloudApiToken', 'sessionToken'];

/** A function says by its session token whom it is serving. */
export function invocationOf(services: Services, params: Params) {
  for (const field of TOKEN_FIELDS) {
    const token = optionalText(params, field);
    const found = token && services.functions.invocationOf(token);
    if (found) return found;
  }
  return null;
}

/** Which function calls WeChat, and what had started it. */
export function openapiFrom(services: Services, params: Params) {
  const found = invocationOf(services, params);
  if (!found) return null;
  const openid = found.caller?.openid;
  return {
    functionName: found.name,
    source: found.source,
    ...(openid && { openid }),
  };
}
