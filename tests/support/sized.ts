/**
 * How much of a long test is run: `usual` every time, `whole` with `LONG=1`
 * in the environment, as is done before a release.
 */
export const sized = <Size>(usual: Size, whole: Size): Size =>
  process.env.LONG === '1' ? whole : usual;
