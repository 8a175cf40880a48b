import * as z from 'zod';

const Count = z.int().min(1).max(100_000);

/** How often one person may do a thing within any 60 minutes. */
export const LimitSettings = z.object({
  messagesPerHour: Count.default(300),
  uploadsPerHour: Count.default(60),
  entriesPerHour: Count.default(120),
  callsPerHour: Count.default(3_000),
  signInsPerMinute: Count.default(10),
  /** The largest upload, in MB (F014c). */
  uploadMegabytes: z.number().min(0.1).max(50).default(10),
});
