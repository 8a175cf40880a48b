import { COPY } from '../contract/copy/phone';
import { LIMITS } from '../contract/limits';
import { extensionIn, type Media } from '../services/media';
import { isCancel, isDenied, isPrivacy, offerSettings } from './permissions';

export type PictureSource = 'album' | 'camera';

/** Below this a picture is sent as it is. */
const SMALL_BYTES = 300 * 1024;
const QUALITY = 80;

/** Several from the album or one from the camera; [] when he changed his mind. */
export async function choosePictures(source: PictureSource): Promise<Media[]> {
  try {
    const count = source === 'camera' ? 1 : LIMITS.picturesAtOnce;
    const { tempFiles } = await wx.chooseMedia({
      count,
      mediaType: ['image'],
      sourceType: [source],
      sizeType: ['compressed'],
    });
    return await Promise.all(tempFiles.map(pictureOf));
  } catch (error) {
    return other(error as Failure, source);
  }
}

/** Refused: he may allow it, or take the other way at once. */
async function other(error: Failure, source: PictureSource): Promise<Media[]> {
  if (isCancel(error)) return [];
  if (isPrivacy(error)) return say(COPY.privacyNeeded);
  if (!isDenied(error)) return say(COPY.noPicker);
  const instead = await offerSettings(source);
  if (!instead) return [];
  return choosePictures(source === 'camera' ? 'album' : 'camera');
}

/** From a chat of WeChat: it has no other picker for files. */
export async function chooseFiles(): Promise<Media[]> {
  try {
    const { tempFiles } = await wx.chooseMessageFile({
      count: LIMITS.picturesAtOnce,
      type: 'all',
    });
    return tempFiles.map(({ name, path, size }) => {
      const extension = extensionIn(name);
      return { kind: 'file', path, size, name, extension };
    });
  } catch (error) {
    if (isCancel(error as Failure)) return [];
    const refused = isPrivacy(error as Failure);
    return say(refused ? COPY.privacyNeeded : COPY.noPicker);
  }
}

interface Failure {
  errMsg?: string;
  errno?: number;
}

function say(title: string): [] {
  wx.showToast({ title, icon: 'none' });
  return [];
}

type Chosen = Pick<WechatMiniprogram.MediaFile, 'tempFilePath' | 'size'>;

/** What it really is is asked of WeChat: names lie. */
async function pictureOf(chosen: Chosen): Promise<Media> {
  const original = await measure(chosen.tempFilePath, chosen.size);
  const { width, height, size, extension, path } = original;
  const large = Math.max(width, height) > LIMITS.pictureSide;
  // An animation would stand still, and an iPhone compresses JPG only.
  const able = extension === 'jpg' && !!wx.compressImage;
  if (!able || (!large && size < SMALL_BYTES)) return original;
  try {
    const wide = width >= height;
    const { tempFilePath } = await wx.compressImage({
      src: path,
      quality: QUALITY,
      ...(large && wide && { compressedWidth: LIMITS.pictureSide }),
      ...(large && !wide && { compressedHeight: LIMITS.pictureSide }),
    });
    const small = await measure(tempFilePath, await bytesOf(tempFilePath));
    return small.size < size ? small : original;
  } catch {
    // Computers cannot compress: the original is as good, only larger.
    return original;
  }
}

async function measure(path: string, size: number): Promise<Picture> {
  try {
    const { width, height, type } = await wx.getImageInfo({ src: path });
    const extension = type === 'jpeg' ? 'jpg' : type;
    return { kind: 'image', path, size, width, height, extension };
  } catch {
    // Not a picture that WeChat can read: refused with a sentence.
    return { kind: 'image', path, size, width: 1, height: 1, extension: '' };
  }
}

type Picture = Extract<Media, { kind: 'image' }>;

function bytesOf(filePath: string): Promise<number> {
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().getFileInfo({
      filePath,
      success: ({ size }) => resolve(size),
      fail: reject,
    });
  });
}
