import { COPY, fill } from '../../../../contract/copy/phone';
import { isFull, type Receiver } from '../../../../services/agent-handover';
import { PRESENCE_WORDS } from '../../../../views/customer-header';
import { personView, type PersonView } from '../../../../views/person';

export interface ReceiverView {
  key: string;
  kind: Receiver['kind'];
  name: string;
  person: PersonView;
  second: string;
  presence: string;
  /** He cannot take one more, or is not there. */
  full: boolean;
}

export function receiverView(one: Receiver): ReceiverView {
  const { id, kind, name } = one;
  return {
    key: id,
    kind,
    name,
    person: personView(name, ''),
    second: secondOf(one),
    presence: one.presence ?? '',
    full: isFull(one) || one.presence === 'offline',
  };
}

function secondOf(one: Receiver): string {
  if (one.kind === 'team') return fill(COPY.teamMembers, { n: one.members });
  const load = one.load ?? 0;
  const capacity = one.capacity ?? 0;
  return [
    one.why === 'owner' ? COPY.transferOwner : '',
    one.why === 'before' ? COPY.transferBefore : '',
    one.presence ? PRESENCE_WORDS[one.presence] : '',
    isFull(one)
      ? fill(COPY.transferFull, { load, capacity })
      : one.capacity === null
        ? ''
        : fill(COPY.load, { load, capacity }),
  ]
    .filter(Boolean)
    .join(' · ');
}
