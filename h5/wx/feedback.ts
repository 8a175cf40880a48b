import { WxError, asyncApi } from './api';
import type { WxPart } from './api';
import { button, element, openOverlay } from './overlay';

interface Toast {
  title: string;
  duration?: number;
  mask?: boolean;
}

interface Modal {
  title?: string;
  content?: string;
  showCancel?: boolean;
  cancelText?: string;
  confirmText?: string;
  confirmColor?: string;
  editable?: boolean;
  placeholderText?: string;
}

interface Sheet {
  itemList: string[];
  alertText?: string;
}

const TOAST_MS = 1500;

/** Toast, loading, modal and action sheet, drawn by the host. */
export function feedbackApis(): WxPart {
  let closeToast = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    clearTimeout(timer);
    closeToast();
  };
  const toast = ({ title, mask = false }: Toast) => {
    hide();
    const box = element(
      'div',
      { class: 'native-toast', role: 'status' },
      title
    );
    closeToast = openOverlay(box, false);
    box.parentElement?.style.setProperty(
      'pointer-events',
      mask ? 'auto' : 'none'
    );
  };
  return {
    showToast: asyncApi<Toast>('showToast', (options) => {
      toast(options);
      timer = setTimeout(hide, options.duration ?? TOAST_MS);
    }),
    hideToast: asyncApi('hideToast', hide),
    showLoading: asyncApi<Toast>('showLoading', toast),
    hideLoading: asyncApi('hideLoading', hide),
    showModal: asyncApi<Modal>('showModal', askModal),
    showActionSheet: asyncApi<Sheet>('showActionSheet', askSheet),
  };
}

function askModal(options: Modal): Promise<object> {
  const input = element('input', {
    placeholder: options.placeholderText ?? '',
  }) as HTMLInputElement;
  return new Promise((resolve) => {
    const answer = (confirm: boolean) => {
      close();
      const content = options.editable && confirm ? input.value : null;
      resolve({ confirm, cancel: !confirm, content });
    };
    const footer = element('footer');
    if (options.showCancel !== false) {
      footer.append(button(options.cancelText ?? '取消', () => answer(false)));
    }
    const color = options.confirmColor ?? '#576B95';
    footer.append(
      button(options.confirmText ?? '确定', () => answer(true), {
        style: `color:${color}`,
      })
    );
    const dialog = element('div', { class: 'native-dialog', role: 'dialog' });
    if (options.title) dialog.append(element('h1', {}, options.title));
    dialog.append(
      element('p', {}, options.editable ? '' : (options.content ?? ''))
    );
    if (options.editable) {
      input.value = options.content ?? '';
      dialog.append(input);
    }
    dialog.append(footer);
    const close = openOverlay(dialog, true);
  });
}

function askSheet({ itemList, alertText }: Sheet): Promise<object> {
  return new Promise((resolve, reject) => {
    const sheet = element('div', { class: 'native-sheet', role: 'dialog' });
    if (alertText) sheet.append(element('p', {}, alertText));
    itemList.forEach((item, tapIndex) =>
      sheet.append(
        button(item, () => {
          close();
          resolve({ tapIndex });
        })
      )
    );
    const cancel = () => {
      close();
      reject(new WxError('cancel'));
    };
    sheet.append(button('取消', cancel, { 'data-cancel': '' }));
    const close = openOverlay(sheet, true);
  });
}
