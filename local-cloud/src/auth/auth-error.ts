/** HTTP status and `error_code` of the errors that the SDK sorts by. */
const KNOWN = {
  invalid_argument: [400, 3],
  invalid_password: [400, 3],
  password_not_set: [400, 3],
  invalid_grant: [400, 3],
  not_found: [404, 5],
  already_exists: [409, 6],
  permission_denied: [403, 7],
  resource_exhausted: [429, 8],
  failed_precondition: [400, 9],
  unimplemented: [501, 12],
  unauthenticated: [401, 16],
  captcha_required: [400, 4001],
  captcha_invalid: [400, 4002],
  login_type_disabled: [400, 4045],
} as const satisfies Record<string, readonly [status: number, code: number]>;

/** An answer of `/auth/v1` that is not a success. */
export class AuthError extends Error {
  readonly status: number;
  /** The gRPC number of the error, or the platform's own from 4000. */
  readonly code: number;

  constructor(
    readonly error: keyof typeof KNOWN,
    description: string
  ) {
    super(description);
    [this.status, this.code] = KNOWN[error];
  }
}
