import type { FilePort } from './wx-files';

/** A phone's temporary paths are object URLs in a browser. */
export const browserFiles: FilePort = {
  async open(path) {
    const response = await fetch(path);
    const blob = await response.blob();
    const name = path.split('/').pop() ?? 'file';
    return new File([blob], name, { type: blob.type });
  },
  async save(url) {
    const response = await fetch(url);
    return URL.createObjectURL(await response.blob());
  },
};
