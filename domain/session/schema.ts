import * as z from 'zod';

/**
 * `sessions/{_id}`: one browser in which a member of staff works. Of its
 * tokens only digests are stored; '-' where there is none.
 */
export const Session = z.object({
  _id: z.string(),
  staffId: z.string(),
  /** The uid of the ticket sign-in; '-' until the claim was used. */
  uid: z.string(),
  /** What the browser says it is, such as `Chrome · Windows`; '' unknown. */
  device: z.string(),
  /** Exchanged for the tokens once, within `LIMITS.claimMs`. */
  claimHash: z.string(),
  accessHash: z.string(),
  accessUntil: z.number(),
  refreshHash: z.string(),
  createdAt: z.number(),
  /** Of the claim, later of the refresh token; whoever finds it over removes it. */
  expiresAt: z.number(),
  /** Ended because he signed in elsewhere, where one at a time is set. */
  replaced: z.boolean().optional(),
});
export type Session = z.infer<typeof Session>;

/** It is shown and decides nothing: a browser may say what it likes. */
export const SessionDevice = z.string().trim().max(40);

/** It opens nothing: a token is this and a secret. */
export const SessionId = z.string().min(1).max(40);

/** A session as its owner and administrators see it. Times are ms. */
export const SessionView = z.object({
  sessionId: SessionId,
  device: z.string(),
  createdAt: z.number(),
  /** When this browser last renewed it, at most two hours before its last call. */
  renewedAt: z.number(),
  expiresAt: z.number(),
  /** The one that asks. */
  current: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

/** What the browser keeps. Times are in milliseconds of the server. */
export const SessionTokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  accessUntil: z.number(),
  refreshUntil: z.number(),
});
export type SessionTokens = z.infer<typeof SessionTokens>;

/** A claim, an access or a refresh token, as it travels. */
export const SessionToken = z.string().min(1).max(100);
