import { RECORDS_COPY } from '../../../../domain/ui/copy/records';

/** What staff call him: his name where they know it, else what he says. */
export function calledOf({
  name,
  nick,
}: {
  name: string;
  nick: string;
}): string {
  return name || nick || RECORDS_COPY.anonymous;
}
