import { asyncApi } from './api';
import type { WxPart } from './api';
import { element } from './overlay';
import type { Permissions } from './permissions';
import { readFile } from './phone-files';

/** Saving a picture into the album: in a browser, a download. */
export function albumApis(permissions: Permissions): WxPart {
  return {
    saveImageToPhotosAlbum: asyncApi<{ filePath: string }>(
      'saveImageToPhotosAlbum',
      async ({ filePath }) => {
        await permissions.ask('saving');
        const href = URL.createObjectURL(await readFile(filePath));
        element('a', { href, download: 'picture' }).click();
      }
    ),
  };
}
