import { WxError, asyncApi } from './api';
import type { WxPart } from './api';
import { element, openOverlay } from './overlay';

interface Preview {
  urls: string[];
  current?: string;
}

interface Choose {
  count?: number;
}

/** Pictures, by the browser's own file picker. */
export function mediaApis(): WxPart {
  return {
    previewImage: asyncApi<Preview>('previewImage', ({ urls, current }) => {
      const image = element('img', {
        src: current ?? urls[0] ?? '',
        style: 'margin:auto;max-width:100%;max-height:100%',
      });
      const close = openOverlay(image, true);
      image.parentElement?.addEventListener('click', close);
    }),
    chooseMedia: asyncApi<Choose>('chooseMedia', async (options) => {
      const files = await pickFiles(options.count ?? 9);
      return { type: 'image', tempFiles: files.map(temporaryFile) };
    }),
    chooseImage: asyncApi<Choose>('chooseImage', async (options) => {
      const files = await pickFiles(options.count ?? 9);
      const tempFiles = files.map((file) => ({
        path: URL.createObjectURL(file),
        size: file.size,
      }));
      return { tempFiles, tempFilePaths: tempFiles.map(({ path }) => path) };
    }),
  };
}

function temporaryFile(file: File) {
  return {
    tempFilePath: URL.createObjectURL(file),
    size: file.size,
    fileType: file.type.startsWith('video') ? 'video' : 'image',
  };
}

function pickFiles(count: number): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const input = element('input', {
      type: 'file',
      accept: 'image/*',
      hidden: '',
    }) as HTMLInputElement;
    input.multiple = count > 1;
    input.addEventListener('change', () => {
      input.remove();
      resolve([...(input.files ?? [])].slice(0, count));
    });
    input.addEventListener('cancel', () => {
      input.remove();
      reject(new WxError('cancel'));
    });
    document.body.append(input);
    input.click();
  });
}
