import type { Client } from '../behaviours/client';

const refuse = (): never => {
  throw new Error('the server SDKs have no watch');
};

/** What only clients have. */
export const noWatch: Pick<Client, 'watch' | 'cutSockets'> = {
  watch: refuse,
  cutSockets: refuse,
};
