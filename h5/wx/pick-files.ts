import { WxError } from './api';
import { element } from './overlay';

/** The browser's own picker; what WeChat calls a cancel is one here too. */
export function pickFiles(options: {
  count: number;
  accept: string;
  /** Opens the camera on a phone's browser. */
  capture?: boolean;
}): Promise<File[]> {
  const { count, accept, capture = false } = options;
  return new Promise((resolve, reject) => {
    const input = element('input', {
      type: 'file',
      accept,
      hidden: '',
      ...(capture && { capture: 'environment' }),
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
