import { serve } from '../platform/serve';

/** Customers, records, settings, templates, reports, audit. */
export const main = serve({ handlers: {} });
