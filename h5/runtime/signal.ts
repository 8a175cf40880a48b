type Listener<T> = (value: T) => void;

/** `wx.onX` / `wx.offX`: listeners in order, `off()` without one drops all. */
export class Signal<T> {
  private listeners: Listener<T>[] = [];

  readonly on = (listener: Listener<T>): void => {
    this.listeners.push(listener);
  };

  readonly off = (listener?: Listener<T>): void => {
    this.listeners = listener
      ? this.listeners.filter((known) => known !== listener)
      : [];
  };

  /** A copy for others: what they drop by `off()` is only their own. */
  relay(): Signal<T> {
    const copy = new Signal<T>();
    this.on((value) => copy.emit(value));
    return copy;
  }

  emit(value: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(value);
      } catch (error) {
        console.error('[h5] a listener failed', error);
      }
    }
  }
}
