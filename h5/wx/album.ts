import { WxError, asyncApi } from './api';
import type { WxPart } from './api';
import { button, element, openOverlay } from './overlay';

const DIALOG = { class: 'native-dialog', role: 'dialog' };

/**
 * Downloads, and saving a picture into the album. The person is asked once;
 * refused, every further call fails until the page is loaded again.
 */
export function albumApis(): WxPart {
  let allowed: boolean | undefined;
  return {
    downloadFile: asyncApi<{ url: string }>('downloadFile', async ({ url }) => {
      const response = await fetch(url).catch(() => {
        throw new WxError('url not in domain list or not reachable');
      });
      const tempFilePath = URL.createObjectURL(await response.blob());
      return { tempFilePath, statusCode: response.status };
    }),
    saveImageToPhotosAlbum: asyncApi<{ filePath: string }>(
      'saveImageToPhotosAlbum',
      async ({ filePath }) => {
        allowed ??= await askPerson();
        if (!allowed) throw new WxError('auth deny');
        // Paths of the phone's own files lead nowhere in a browser.
        if (!filePath.startsWith('blob:')) return;
        element('a', { href: filePath, download: 'picture' }).click();
      }
    ),
  };
}

function askPerson(): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (allowed: boolean) => {
      close();
      resolve(allowed);
    };
    const footer = element(
      'footer',
      {},
      button('拒绝', () => answer(false)),
      button('允许', () => answer(true), { 'data-accept': '' })
    );
    const title = element('h1', {}, '申请添加到您的相册');
    const close = openOverlay(element('div', DIALOG, title, footer), true);
  });
}
