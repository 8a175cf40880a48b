import { Signal } from './signal';

export interface NetworkStatus {
  isConnected: boolean;
  networkType: 'wifi' | 'none';
}

/** The phone's network. The stage can cut it; the browser may lose it too. */
export class Network {
  readonly changed = new Signal<NetworkStatus>();
  private cut = false;

  constructor() {
    addEventListener('online', () => this.changed.emit(this.status));
    addEventListener('offline', () => this.changed.emit(this.status));
  }

  get status(): NetworkStatus {
    const isConnected = !this.cut && navigator.onLine;
    return { isConnected, networkType: isConnected ? 'wifi' : 'none' };
  }

  setCut(cut: boolean): void {
    if (cut === this.cut) return;
    this.cut = cut;
    this.changed.emit(this.status);
  }
}
