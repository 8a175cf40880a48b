import * as z from 'zod';

/** What the law and the bill ask. */
export const RecordSettings = z.object({
  /** Closed conversations are deleted with their media after this. */
  retentionDays: z.int().min(30).max(3_650).default(183),
  /** Never less than the six months the law asks of logs. */
  auditDays: z.int().min(184).max(3_650).default(184),
  /** Raised when the privacy text changes; then everybody is asked again. */
  consentVersion: z.int().min(1).default(1),
});

/** Yuan, of the plan the deployer pays; docs/cost.md computes with them. */
export const PriceSettings = z.object({
  perMonth: z.number().min(0).default(19.9),
  callsIncluded: z.int().min(0).default(200_000),
  perTenThousandCalls: z.number().min(0).default(0.5),
  perGbSecond: z.number().min(0).default(0.00011108),
  perGbStored: z.number().min(0).default(0.043),
});
