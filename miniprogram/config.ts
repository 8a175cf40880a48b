/**
 * The CloudBase environment of this mini-program. Empty: its default one.
 * The only setting that a deployer edits by hand.
 */
export const CLOUD_ENV = '';
