/** Where an upload goes, as the cloud answers. */
export interface UploadTicket {
  url: string;
  authorization: string;
  token: string;
  fileId: string;
  cosFileId: string;
}

export interface Progress {
  progress: number;
  totalBytesSent: number;
  totalBytesExpectedToSend: number;
}

/**
 * An upload that can be followed and given up, as `wx.cloud.uploadFile` gives
 * it when it was called with a callback. It posts a form, as WeChat does.
 */
export class UploadTask {
  private readonly request = new XMLHttpRequest();
  private readonly listeners: ((progress: Progress) => void)[] = [];
  private aborted = false;

  readonly onProgressUpdate = (listener: (progress: Progress) => void) =>
    void this.listeners.push(listener);
  readonly offProgressUpdate = () => void this.listeners.splice(0);
  readonly abort = () => {
    this.aborted = true;
    this.request.abort();
  };

  /** Rejects with the reason as WeChat words it. */
  send(ticket: UploadTicket, path: string, content: Blob): Promise<void> {
    const form = new FormData();
    form.set('key', path);
    form.set('signature', ticket.authorization);
    form.set('x-cos-meta-fileid', ticket.cosFileId);
    form.set('x-cos-security-token', ticket.token);
    form.set('success_action_status', '201');
    form.set('file', content);
    const { request } = this;
    return new Promise((resolve, reject) => {
      if (this.aborted) return reject(new Error('abort'));
      request.upload.onprogress = ({ loaded, total }) =>
        this.tell(loaded, total);
      request.onload = () =>
        request.status === 201
          ? resolve()
          : reject(new Error(`status ${request.status}`));
      request.onerror = () => reject(new Error('network error'));
      request.onabort = () => reject(new Error('abort'));
      request.open('POST', ticket.url);
      request.send(form);
    });
  }

  private tell(sent: number, total: number): void {
    const progress = total > 0 ? Math.round((sent / total) * 100) : 0;
    const said = {
      progress,
      totalBytesSent: sent,
      totalBytesExpectedToSend: total,
    };
    this.listeners.forEach((listener) => listener(said));
  }
}
