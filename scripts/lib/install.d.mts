/** Installs what package-lock.json names, when something is not there. */
export function ensureInstalled(root?: string): Promise<void>;

/** How many packages of the lock file are not installed in its version. */
export function missingPackages(root: string): number;
