import * as z from 'zod';

/**
 * `config.json` beside index.html. `env` is the CloudBase environment;
 * `localCloud` the address of a local cloud and absent in production.
 */
const AppConfig = z.object({
  env: z.string().min(1),
  localCloud: z.url().nullable().default(null),
});
export type AppConfig = z.infer<typeof AppConfig>;

/** Rejects where the file is missing or broken: nothing works without it. */
export async function loadAppConfig(): Promise<AppConfig> {
  const response = await fetch('./config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  return AppConfig.parse(await response.json());
}
