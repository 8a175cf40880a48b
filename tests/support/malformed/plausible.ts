/** A JSON schema, as far as zod writes one. */
export interface Shape {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  items?: Shape;
  properties?: Record<string, Shape>;
  required?: string[];
  additionalProperties?: Shape | boolean;
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
}

type Random = () => number;

/** Something that looks like it fits; most of it does. */
export function plausible(shape: Shape, random: Random): unknown {
  if ('const' in shape) return shape.const;
  if (shape.enum) return pick(shape.enum, random);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return plausible(pick(choices, random), random);
  if (shape.allOf) return plausible(shape.allOf[0] ?? {}, random);
  switch (shape.type) {
    case 'object':
      return plausibleObject(shape, random);
    case 'array':
      return [plausible(shape.items ?? {}, random)];
    case 'string':
      return textFor(shape);
    case 'integer':
    case 'number':
      return (shape.exclusiveMinimum ?? shape.minimum ?? 0) + 1;
    case 'boolean':
      return random() < 0.5;
    default:
      return null;
  }
}

function plausibleObject(shape: Shape, random: Random) {
  const properties = Object.entries(shape.properties ?? {});
  return Object.fromEntries(
    properties.map(([name, of]) => [name, plausible(of, random)])
  );
}

/** Ids are the patterns that matter: so many of [0-9a-z]. */
function textFor({ pattern, minLength = 1 }: Shape): string {
  const digits = /\{(\d+)\}\$$/.exec(pattern ?? '')?.[1];
  return 'a'.repeat(digits ? Number(digits) : Math.max(4, minLength));
}

export function pick<T>(all: readonly T[], random: Random): T {
  const chosen = all[Math.floor(random() * all.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
}
