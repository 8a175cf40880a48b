import { createHash } from 'node:crypto';
import type { CloudSpec } from './cloud-process';
import type { DataFolder } from './data-folder';

/** The template that the stage's WeChat knows; a real one is WeChat's. */
const PUSH_TEMPLATE = 'local-reply';

/** How the local cloud of one data folder is started. Port 0 picks one. */
export function cloudSpec(data: DataFolder, port: number): CloudSpec {
  return {
    port,
    data: data.cloud,
    variables: {
      KF_SETUP_CODE: data.setupCode,
      KF_PUSH_TEMPLATE_ID: PUSH_TEMPLATE,
      KF_DATA_KEY: keyOf(data.dataSecret),
    },
  };
}

/** 32 bytes in base64, as the functions want it. */
function keyOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64');
}
