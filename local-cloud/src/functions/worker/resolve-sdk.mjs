import { pathToFileURL } from 'node:url';
import { firstOf, isSdk } from './provide-sdks.mjs';

let places = [];

export function initialize(data) {
  places = data.places;
}

export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    const found = isSdk(specifier) && firstOf(places, specifier);
    if (found) return { url: pathToFileURL(found).href, shortCircuit: true };
    throw error;
  }
}
