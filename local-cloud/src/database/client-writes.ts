import { CloudError } from '../kernel/errors';
import type { UpdateSpec } from '../kernel/store';
import { isPlainObject } from '../values/keys';
import { CLIENT_DOCUMENT_BYTES } from './limits';

/** @throws CloudError for `_openid` or a document that is too large */
export function checkClientDocument(doc: Record<string, unknown>): void {
  if ('_openid' in doc) throw owned();
  checkSize(doc);
}

/** @throws CloudError for a change of `_openid` or too large an update */
export function checkClientUpdate(spec: UpdateSpec): void {
  for (const [key, value] of Object.entries(spec.update)) {
    const fields = isPlainObject(value) ? Object.entries(value) : [];
    const touched = key.startsWith('$')
      ? fields.flatMap(([path, operand]) =>
          key === '$rename' ? [path, String(operand)] : [path]
        )
      : [key];
    if (touched.some((path) => path.split('.')[0] === '_openid')) throw owned();
  }
  checkSize(spec.update);
}

function checkSize(value: unknown): void {
  if (Buffer.byteLength(JSON.stringify(value)) > CLIENT_DOCUMENT_BYTES) {
    throw new CloudError(
      'DATABASE_REQUEST_FAILED',
      'the document is larger than 512 KB'
    );
  }
}

const owned = (): CloudError =>
  new CloudError(
    'DATABASE_PERMISSION_DENIED',
    'Permission denied',
    'a client cannot write _openid'
  );
