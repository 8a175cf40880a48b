import { readFile, temporaryPath } from '../wx/phone-files';
import type { FilePort } from './wx-files';

/** A phone's temporary paths are object URLs in a browser. */
export const browserFiles: FilePort = {
  open: readFile,
  async save(url) {
    const response = await fetch(url);
    const name = new URL(url).pathname.split('/').pop() ?? 'file';
    return temporaryPath(await response.blob(), name);
  },
};
