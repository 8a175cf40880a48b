const RealDate = Date;
let offsetMs = 0;

/** How far the cloud's clock stands before this machine's, in milliseconds. */
export function setClockOffset(ms) {
  offsetMs = ms;
}

/**
 * The cloud's clock can be moved. Each call brings the distance between the
 * cloud's time and this machine's, and `Date` shows the sum. Timers such as
 * setTimeout and performance.now() keep running in real time.
 */
export function installMovableDate() {
  const now = () => RealDate.now() + offsetMs;
  const ShiftedDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(
        target,
        args.length > 0 ? args : [now()],
        newTarget === ShiftedDate ? target : newTarget
      ),
    apply: (target) => new target(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  RealDate.prototype.constructor = ShiftedDate;
  globalThis.Date = ShiftedDate;
}
