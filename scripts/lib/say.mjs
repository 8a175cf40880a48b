/** One line to the person at the terminal. */
export function say(line = '') {
  process.stdout.write(`${line}\n`);
}

/** A mistake that a person can mend: its sentence is all he sees. */
export class Plain extends Error {
  plain = true;
}

/** Runs `main`; a Plain error ends in its sentence, any other in its stack. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error.plain ? error.message : error.stack}\n`);
    process.exit(1);
  }
}

export function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} 秒`;
}
