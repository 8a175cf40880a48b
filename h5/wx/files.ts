import { WxError, asyncApi } from './api';
import type { WxPart } from './api';
import {
  deleteFile,
  isKept,
  readFile,
  temporaryPath,
  writeFile,
} from './phone-files';
import { pickFiles } from './pick-files';

const DOCUMENTS = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf'];

/** Files of chats, of the mini-program's own folder, and from an address. */
export function fileApis(): WxPart {
  const system = fileSystem();
  return {
    chooseMessageFile: asyncApi<{ count: number }>(
      'chooseMessageFile',
      async ({ count }) => {
        const files = await pickFiles({ count, accept: '*/*' });
        return { tempFiles: files.map(messageFile) };
      }
    ),
    downloadFile: asyncApi<{ url: string }>('downloadFile', async ({ url }) => {
      const response = await fetch(url);
      const name = new URL(url).pathname.split('/').pop() ?? 'file';
      const tempFilePath = temporaryPath(await response.blob(), name);
      return { statusCode: response.status, tempFilePath };
    }),
    openDocument: asyncApi<{ filePath: string; fileType?: string }>(
      'openDocument',
      async ({ filePath, fileType = '' }) => {
        if (!DOCUMENTS.includes(fileType)) {
          throw new WxError('filetype not supported');
        }
        const file = await readFile(filePath);
        open(URL.createObjectURL(file), '_blank');
      }
    ),
    getFileSystemManager: () => system,
  };
}

function messageFile(file: File) {
  const { name, size, lastModified } = file;
  const kind = file.type.split('/')[0] ?? '';
  const type = ['image', 'video'].includes(kind) ? kind : 'file';
  const time = Math.floor(lastModified / 1_000);
  return { name, size, type, time, path: temporaryPath(file, name) };
}

interface Path {
  path: string;
}
interface FilePath {
  filePath: string;
}

/** The part of a FileSystemManager that answers by callbacks. */
function fileSystem() {
  return {
    access: asyncApi<Path>('access', async ({ path }) => {
      await readFile(path);
    }),
    copyFile: asyncApi<{ srcPath: string; destPath: string }>(
      'copyFile',
      async ({ srcPath, destPath }) => {
        if (!isKept(destPath)) throw new WxError('permission denied');
        await writeFile(destPath, await readFile(srcPath));
      }
    ),
    unlink: asyncApi<FilePath>('unlink', async ({ filePath }) => {
      if (!isKept(filePath)) throw new WxError('permission denied');
      if (!(await deleteFile(filePath))) {
        throw new WxError(`no such file or directory, ${filePath}`);
      }
    }),
    getFileInfo: asyncApi<FilePath>('getFileInfo', async ({ filePath }) => ({
      size: (await readFile(filePath)).size,
    })),
  };
}
