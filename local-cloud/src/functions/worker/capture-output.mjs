const MOST_CHARACTERS = 64 * 1024;
const MOST_LINES = 500;
const LEVELS = {
  debug: 'debug',
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
  trace: 'error',
};

let level = null;
let charactersLeft = 0;
let linesLeft = 0;

/** Each call may print 64 K characters in 500 lines; the rest is dropped. */
export function allowOutput() {
  charactersLeft = MOST_CHARACTERS;
  linesLeft = MOST_LINES;
}

/**
 * Everything printed is handed to `keep({ level, text })`. It goes by the same
 * channel as the result, so it arrives before it.
 */
export function captureOutput(keep) {
  for (const [method, itsLevel] of Object.entries(LEVELS)) {
    console[method] = atLevel(console[method], itsLevel);
  }
  for (const [stream, usual] of [
    [process.stdout, 'info'],
    [process.stderr, 'error'],
  ]) {
    stream.write = (chunk, encoding, done) => {
      print(keep, level ?? usual, String(chunk));
      const callback = typeof encoding === 'function' ? encoding : done;
      if (callback) process.nextTick(callback);
      return true;
    };
  }
}

function atLevel(original, itsLevel) {
  return (...values) => {
    level = itsLevel;
    try {
      original.apply(console, values);
    } finally {
      level = null;
    }
  };
}

function print(keep, itsLevel, text) {
  if (linesLeft <= 0) return;
  linesLeft -= 1;
  charactersLeft -= text.length;
  if (linesLeft > 0 && charactersLeft >= 0) {
    keep({ level: itsLevel, text: text.replace(/\n$/, '') });
    return;
  }
  linesLeft = 0;
  keep({ level: 'warn', text: 'what the call printed after this is not kept' });
}
