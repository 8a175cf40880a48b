import { register } from 'tsx/esm/api';

/**
 * Runs the local cloud alone; see local-cloud/README.md. In this very
 * process, so that a signal to it, even `kill -9`, meets the cloud itself.
 */
register();
await import('../local-cloud/src/main.ts');
