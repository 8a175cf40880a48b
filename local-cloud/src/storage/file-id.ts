/** A file id in its parts: `cloud://<env>.<bucket>/<path>`. */
export interface FileId {
  envId: string;
  bucket: string;
  path: string;
}

const FILE_ID = /^cloud:\/\/([^/.]+)\.([^/]+)\/(.+)$/s;

export function parseFileId(text: string): FileId | null {
  const [, envId, bucket, path] = FILE_ID.exec(text) ?? [];
  return envId && bucket && path ? { envId, bucket, path } : null;
}

export const formatFileId = ({ envId, bucket, path }: FileId): string =>
  `cloud://${envId}.${bucket}/${path}`;
