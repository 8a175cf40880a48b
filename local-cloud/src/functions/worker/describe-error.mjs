const MISSING = /Cannot find (?:module|package) '([^'./][^']*)'/;

/** `{ message, stack }` of whatever was thrown. */
export function describeError(error, dir) {
  if (!(error instanceof Error)) {
    const text = typeof error === 'string' ? error : JSON.stringify(error);
    return { message: text ?? String(error), stack: '' };
  }
  const { message } = error;
  const missing = /MODULE_NOT_FOUND$/.test(error.code) && MISSING.exec(message);
  const hint = missing
    ? `the package "${missing[1]}" is neither in ${dir}, nor in the project, nor beside the local cloud: run npm install in ${dir}\n`
    : '';
  return { message, stack: hint + (error.stack ?? '') };
}
