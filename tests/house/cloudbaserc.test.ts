import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { FUNCTION_NAMES } from '../../domain/actions/spec';
import { readText, ROOT } from '../../scripts/lib/repository';

/** Seven fields, second first: five would be sent as they are and never fire. */
const Cron = z
  .string()
  .regex(/^(\S+ ){6}\S+$/, { error: 'a timer has seven fields' });

/** The CLI checks almost nothing of this, and deploys what it is told. */
const Config = z.strictObject({
  version: z.literal('2.0'),
  $schema: z.string().optional(),
  envId: z.literal('{{env.TCB_ENV_ID}}'),
  region: z.string().optional(),
  functionRoot: z.literal('./cloudfunctions/dist'),
  functions: z.array(
    z.strictObject({
      name: z.enum(FUNCTION_NAMES),
      dir: z.string().optional(),
      handler: z.literal('index.main'),
      runtime: z.enum(['Nodejs18.15', 'Nodejs20.19']),
      timeout: z.int().min(1).max(60),
      memorySize: z.literal([128, 256, 512, 1024, 2048]),
      installDependency: z.literal(false),
      ignore: z.array(z.string()).optional(),
      envVariables: z.record(z.string(), z.string().min(1)).optional(),
      triggers: z
        .array(
          z.strictObject({
            name: z.string().min(1),
            type: z.literal('timer'),
            config: Cron,
          })
        )
        .optional(),
    })
  ),
});

const config = Config.safeParse(JSON.parse(readText('cloudbaserc.json')));

describe('cloudbaserc.json', () => {
  it('has the shape that the vendor CLI deploys', () => {
    expect(config.error?.issues).toBeUndefined();
  });

  it('lists every function of the domain, once', () => {
    const names = config.data?.functions.map(({ name }) => name);
    expect(names?.sort()).toEqual([...FUNCTION_NAMES].sort());
  });

  it('names folders that the build makes', () => {
    const missing = config.data?.functions
      .map(({ name, dir }) => dir ?? `cloudfunctions/dist/${name}`)
      .filter((dir) => !existsSync(path.join(ROOT, dir, 'index.js')));
    expect(missing).toEqual([]);
  });
});
