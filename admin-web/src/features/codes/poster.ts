import { CODES_COPY } from '../../../../domain/ui/copy/codes';
import { fill } from '../../../../domain/ui/copy/fill';

/** A poster hangs on a wall: it is light whatever the theme of the page. */
const PAPER = '#ffffff';
const BRAND = '#00706d';
const INK = '#171a1a';
const QUIET = '#667070';
const WIDTH = 1080;
const HEIGHT = 1440;
const BAND = 360;
const CODE = 680;
const MARGIN = 80;
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

export interface Poster {
  name: string;
  specialty: string;
  codeId: string;
  /** Read already: a canvas that shows a foreign address cannot be saved. */
  picture: Blob;
}

/** PNG of 1080 × 1440. Rejects where the picture cannot be drawn. */
export async function drawPoster(poster: Poster): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser has no canvas');
  context.fillStyle = PAPER;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = BRAND;
  context.fillRect(0, 0, WIDTH, BAND);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const title = fill(CODES_COPY.posterTitle, { name: poster.name });
  const { specialty } = poster;
  write(context, title, specialty ? 150 : BAND / 2, 76, PAPER, 600);
  write(context, specialty, 260, 44, PAPER);
  const image = await imageOf(poster.picture);
  context.drawImage(image, (WIDTH - CODE) / 2, BAND + 90, CODE, CODE);
  write(context, CODES_COPY.posterHow, BAND + CODE + 190, 52, INK, 500);
  write(context, poster.codeId, HEIGHT - 70, 28, QUIET);
  return blobOf(canvas);
}

/** One line in the middle, smaller where it would not fit. */
function write(
  context: CanvasRenderingContext2D,
  text: string,
  y: number,
  size: number,
  color: string,
  weight = 400
): void {
  context.fillStyle = color;
  context.font = `${weight} ${size}px ${FONT}`;
  const most = WIDTH - 2 * MARGIN;
  const wide = context.measureText(text).width;
  const fitting = wide > most ? (size * most) / wide : size;
  context.font = `${weight} ${fitting}px ${FONT}`;
  context.fillText(text, WIDTH / 2, y);
}

function imageOf(picture: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(picture);
  return new Promise<HTMLImageElement>((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('not a picture'));
    image.src = address;
  }).finally(() => URL.revokeObjectURL(address));
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('no picture'))),
      'image/png'
    )
  );
}
