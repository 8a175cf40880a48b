import { WxError, asyncApi } from './api';
import type { WxPart } from './api';
import { element, openOverlay } from './overlay';
import type { Permissions } from './permissions';
import { playableUrl, readFile, temporaryPath } from './phone-files';
import { pickFiles } from './pick-files';

interface Preview {
  urls: string[];
  current?: string;
}

interface Choose {
  count?: number;
  sourceType?: readonly ('album' | 'camera')[];
}

interface Compress {
  src: string;
  quality?: number;
  compressedWidth?: number;
  compressedHeight?: number;
}

/** Pictures, by the browser's own file picker. */
export function mediaApis(permissions: Permissions): WxPart {
  const pick = async ({ count = 9, sourceType = ['album'] }: Choose) => {
    const camera = !sourceType.includes('album');
    if (camera) await permissions.ask('camera');
    else if (permissions.read().album === false) {
      throw new WxError('system permission denied');
    }
    return pickFiles({ count, accept: 'image/*', capture: camera });
  };
  return {
    previewImage: asyncApi<Preview>('previewImage', showPictures),
    chooseMedia: asyncApi<Choose>('chooseMedia', async (options) => {
      const files = await pick(options);
      return { type: 'image', tempFiles: files.map(temporaryFile) };
    }),
    chooseImage: asyncApi<Choose>('chooseImage', async (options) => {
      const files = await pick(options);
      const tempFiles = files.map((file) => ({
        path: temporaryPath(file, file.name),
        size: file.size,
      }));
      return { tempFiles, tempFilePaths: tempFiles.map(({ path }) => path) };
    }),
    getImageInfo: asyncApi<{ src: string }>('getImageInfo', async ({ src }) => {
      const file = await readFile(src);
      const { width, height } = await decode(file);
      const type = /^image\/(jpeg|png|gif|webp)$/.exec(file.type)?.[1];
      const about = { type: type ?? 'unknown', orientation: 'up', path: src };
      return { width, height, ...about };
    }),
    compressImage: asyncApi<Compress>('compressImage', async (options) => ({
      tempFilePath: await compress(options),
    })),
  };
}

function temporaryFile(file: File) {
  return {
    tempFilePath: temporaryPath(file, file.name),
    size: file.size,
    fileType: file.type.startsWith('video') ? 'video' : 'image',
  };
}

async function decode(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file);
  } catch {
    throw new WxError('the file is not a picture');
  }
}

async function compress({
  src,
  quality = 80,
  compressedWidth,
  compressedHeight,
}: Compress): Promise<string> {
  const bitmap = await decode(await readFile(src));
  const scale = Math.min(
    1,
    (compressedWidth ?? bitmap.width) / bitmap.width,
    (compressedHeight ?? bitmap.height) / bitmap.height
  );
  const width = Math.round(bitmap.width * scale);
  const height = Math.round(bitmap.height * scale);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height);
  const type = 'image/jpeg';
  const blob = await canvas.convertToBlob({ type, quality: quality / 100 });
  return temporaryPath(blob, 'compressed.jpg');
}

/** One after another by a tap on the edge, closed by a tap in the middle. */
async function showPictures({ urls, current }: Preview): Promise<void> {
  let at = Math.max(0, urls.indexOf(current ?? ''));
  const image = element('img', {
    style: 'margin:auto;max-width:100%;max-height:100%',
  }) as HTMLImageElement;
  const count = element('p', { class: 'native-count' });
  const show = async () => {
    image.src = await playableUrl(urls[at] ?? '');
    count.textContent = urls.length > 1 ? `${at + 1} / ${urls.length}` : '';
  };
  const box = element('div', { class: 'native-preview' }, image, count);
  const close = openOverlay(box, true);
  box.addEventListener('click', ({ clientX }) => {
    const edge = innerWidth / 4;
    const step = clientX < edge ? -1 : clientX > innerWidth - edge ? 1 : 0;
    const next = at + step;
    if (step === 0 || next < 0 || next >= urls.length) return close();
    at = next;
    void show();
  });
  await show();
}
