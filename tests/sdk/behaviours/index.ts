import * as documents from './documents';
import * as services from './services';
import * as transactions from './transactions';
import * as watches from './watches';

/** Everything that every client is asked to do, by name. */
export const behaviours = {
  ...documents,
  ...transactions,
  ...services,
  ...watches,
};

export type Behaviour = keyof typeof behaviours;
