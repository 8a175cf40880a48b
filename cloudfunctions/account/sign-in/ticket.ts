import tcb from '@cloudbase/node-sdk';
import * as z from 'zod';
import { refuse } from '../../../domain/errors';

const Key = z.object({
  private_key_id: z.string(),
  private_key: z.string(),
  env_id: z.string(),
});

/**
 * A ticket for signInWithCustomTicket. The key comes base64-encoded, because
 * the deployment's templates do not escape newlines.
 */
export function ticketFor(customUserId: string): string {
  const credentials = loginKey();
  const app = tcb.init({ env: credentials.env_id, credentials });
  return app.auth().createTicket(customUserId);
}

function loginKey(): z.infer<typeof Key> {
  const encoded = process.env['KF_LOGIN_KEY'];
  if (!encoded) refuse('INTERNAL', 'KF_LOGIN_KEY is not set');
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  return Key.parse(JSON.parse(text));
}
