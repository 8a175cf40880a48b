import {
  extensionIn,
  type Media,
} from '../../../../miniprogram/services/media';
import { FILE_EXTENSIONS } from '../../../../domain/values/file-extensions';

const PICTURES: readonly string[] = FILE_EXTENSIONS.image;

/**
 * What was chosen, as the services want it. A picture that the browser cannot
 * draw goes as a file; the function looks into it in any case.
 * @param path an object URL
 */
export async function mediaOf(path: string, name: string): Promise<Media> {
  const blob = await (await fetch(path)).blob();
  const extension = extensionIn(name) || extensionOf(blob.type);
  const file = { path, size: blob.size, extension };
  const box = PICTURES.includes(extension) ? await sizeOf(path) : null;
  if (box) return { ...file, kind: 'image', ...box };
  return { ...file, kind: 'file', name: name || `file.${extension}` };
}

/** A pasted picture has a type and no name. */
function extensionOf(type: string): string {
  const [kind, name = ''] = type.split('/');
  if (kind !== 'image') return '';
  return name === 'jpeg' ? 'jpg' : name;
}

function sizeOf(
  path: string
): Promise<{ width: number; height: number } | null> {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () =>
      resolve({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => resolve(null);
    image.src = path;
  });
}
