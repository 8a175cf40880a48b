import { failed } from './failures';

const FLAGS = new Set(['i', 'm', 's', 'u']);

/**
 * A pattern without state of its own, from source and MongoDB's options.
 * @throws CloudError DATABASE_REQUEST_FAILED for what is no pattern here: an
 *   option that MongoDB has not, `x`, or syntax of PCRE alone
 */
export function patternOf(source: string, options: string): RegExp {
  const inline = /^\(\?([a-z]+)\)/.exec(source);
  const flags = new Set([...options, ...(inline?.[1] ?? '')]);
  for (const flag of flags) {
    if (!FLAGS.has(flag)) {
      throw failed(`the option ${flag} of a regular expression is not valid`);
    }
  }
  // MongoDB matches UTF-8 always; in JavaScript `u` is also stricter syntax.
  flags.delete('u');
  try {
    return new RegExp(
      inline ? source.slice(inline[0].length) : source,
      [...flags].join('')
    );
  } catch {
    throw failed('the regular expression is not valid');
  }
}

export const plainPattern = (pattern: RegExp): RegExp =>
  patternOf(pattern.source, pattern.flags);
