import type { FaultGate } from '../http/services';
import type { Visits } from './visits';

/**
 * Every request of a phone passes this gate on its way in; that it came is
 * what WeChat would know as a visit.
 */
export function noticeVisits(gate: FaultGate, visits: Visits): FaultGate {
  return {
    enter(action, caller) {
      visits.note(caller);
      return gate.enter(action, caller);
    },
    written: (action) => gate.written(action),
  };
}
