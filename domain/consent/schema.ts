import * as z from 'zod';

/** `consents/{_id}`: agreement to a version of the privacy text. */
export const Consent = z.object({
  /** A digest of who and which version, so that the same twice is one. */
  _id: z.string(),
  /** His identity; '-' once he had his data deleted: then it is proof only. */
  customer: z.string(),
  version: z.int().min(1),
  at: z.number(),
});
export type Consent = z.infer<typeof Consent>;
