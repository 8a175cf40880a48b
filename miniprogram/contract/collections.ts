// Copied by scripts/contract-sync.ts; edit it in domain/.
/** Every collection of the product. A rule file exists for each of them. */
export const COLLECTIONS = [
  'arrivals',
  'audit',
  'cases',
  'challenges',
  'checks',
  'codes',
  'complaints',
  'consents',
  'conversations',
  'credits',
  'cursors',
  'customers',
  'downloads',
  'entries',
  'erasures',
  'exports',
  'files',
  'jobs',
  'limits',
  'logins',
  'messages',
  'meta',
  'pools',
  'presence',
  'pushes',
  'relations',
  'remarks',
  'replies',
  'rollups',
  'seats',
  'sessions',
  'settings',
  'staff',
  'teams',
  'templates',
] as const;
export type CollectionName = (typeof COLLECTIONS)[number];

/** Written as `meta/version`; raised when the shape of stored data changes. */
export const DATA_VERSION = 1;

/** Unassigned or unknown. Never absent, null or '': rules compare it. */
export const NOBODY = '-';
