import { any, flag, text } from './builtin';
import { isKept, packageUrl, playableUrl } from '../wx/phone-files';
import type { Builtin, BuiltinNode, LiveBuiltin } from './builtin';

const FITS: Record<string, string> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'fill',
  heightFix: 'fill',
};

/** Modes that name a place: the picture keeps its size there. */
const PLACES: Record<string, string> = {
  top: 'top',
  bottom: 'bottom',
  center: 'center',
  left: 'left',
  right: 'right',
  'top left': 'top left',
  'top right': 'top right',
  'bottom left': 'bottom left',
  'bottom right': 'bottom right',
};

const properties = {
  src: any(''),
  mode: text('scaleToFill'),
  lazyLoad: flag(),
  showMenuByLongpress: flag(),
  webp: flag(),
};

export const image: Builtin = { tag: 'image', properties, create };
export const coverImage: Builtin = { tag: 'cover-image', properties, create };

function create(node: BuiltinNode): LiveBuiltin {
  const picture = document.createElement('img');
  picture.alt = '';
  picture.draggable = false;
  picture.addEventListener('load', () => {
    fit(node, picture);
    const { naturalWidth: width, naturalHeight: height } = picture;
    node.trigger('load', { width, height });
  });
  picture.addEventListener('error', () =>
    node.trigger('error', { errMsg: `GET ${picture.src} failed` })
  );
  node.dom.append(picture);
  return {
    update: (changed) => {
      if (changed === 'mode') fit(node, picture);
      if (changed === 'src') load(node, picture);
    },
  };
}

function load(node: BuiltinNode, picture: HTMLImageElement): void {
  const source = node.text('src');
  if (source === '') return picture.removeAttribute('src');
  if (isKept(source)) return loadKept(picture, source);
  picture.src = packageUrl(source);
}

/** A file of this phone; without it the picture fails as any other. */
function loadKept(picture: HTMLImageElement, source: string): void {
  playableUrl(source).then(
    (url) => (picture.src = url),
    () => picture.dispatchEvent(new Event('error'))
  );
}

function fit(node: BuiltinNode, picture: HTMLImageElement): void {
  const mode = node.text('mode');
  const place = PLACES[mode];
  picture.style.objectFit = place ? 'none' : (FITS[mode] ?? 'fill');
  picture.style.objectPosition = place ?? '';
  const { style } = node.dom;
  if (mode === 'widthFix') {
    style.height = 'auto';
    picture.style.height = 'auto';
  }
  if (mode === 'heightFix') {
    style.width = 'auto';
    picture.style.width = 'auto';
  }
}
