import { CloudError } from '../kernel/errors';

/** Services of the gateway that have no double here, by their first name. */
const SERVICES: Record<string, string> = {
  ai: 'AI models',
  aibot: 'AI agents',
  apis: 'connected APIs',
  cloudrun: 'CloudRun containers',
  model: 'data models',
  rdb: 'the relational database',
  sql: 'the relational database',
};

/** Refuses `/v1/<service>/…` by the name of the service, where it has one. */
export function unsupported(path: string): CloudError {
  const service = SERVICES[/^\/v1\/([\w-]+)/.exec(path)?.[1] ?? ''];
  return service
    ? new CloudError('NOT_SUPPORTED', `${service}: not in the local cloud`)
    : new CloudError('NOT_FOUND', 'not found');
}
