/** A file that the build puts beside the function: its path from there. */
declare module '*.woff' {
  const path: string;
  export default path;
}
