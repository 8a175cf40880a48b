/**
 * An error the cloud would answer with. `code` is one of the platform's own
 * names (DATABASE_PERMISSION_DENIED, …); `message` goes to the client, so it
 * says only what the cloud would say. What helps a developer goes to `detail`,
 * which is logged and never sent.
 */
export class CloudError extends Error {
  /** The call of a function that it ended; the answer names it. */
  requestId?: string;

  constructor(
    readonly code: string,
    message: string = code,
    readonly detail?: string
  ) {
    super(message);
    this.name = 'CloudError';
  }
}
