/** @throws Plain when this Node is older than package.json's engines. */
export function requireNode(version?: string): void;
