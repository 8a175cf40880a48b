import { CloudError } from '../kernel/errors';
import type { ObjectUpload } from './files-front';

/** The object store takes no more in one request. */
const LARGEST = 5 * 1024 ** 3;

/**
 * The body as it comes, ended by an error when it is too long, or when it is
 * not as long as its link says.
 * @throws CloudError EntityTooLarge, IncompleteBody, while it is read
 */
export async function* assertSize(
  { body }: ObjectUpload,
  wanted?: number
): AsyncGenerator<Buffer> {
  const most = Math.min(wanted ?? LARGEST, LARGEST);
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw new CloudError('EntityTooLarge');
    yield chunk;
  }
  if (wanted !== undefined && size < wanted) {
    throw new CloudError('IncompleteBody');
  }
}
