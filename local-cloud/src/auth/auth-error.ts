/** An answer of `/auth/v1` that is not a success. */
export class AuthError extends Error {
  constructor(
    readonly status: number,
    /** One of the names that the SDK sorts by: not_found, invalid_grant, … */
    readonly error: string,
    description: string
  ) {
    super(description);
  }
}
