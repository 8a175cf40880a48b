// Copied by scripts/contract-sync.ts; edit it in domain/.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Defaults, in milliseconds and characters. Settings may override some. */
export const LIMITS = {
  /** Characters (code points) of one text message. */
  messageText: 2_000,
  ratingComment: 500,
  /** So long after the end a customer may change his opinion. */
  ratingChangeMs: 24 * HOUR,
  name: 20,
  specialty: 30,
  department: 30,
  skill: 12,
  teamName: 20,
  tag: 12,
  tags: 20,
  note: 1_000,
  remark: 500,
  /** For whom a customer asks: a company, a school. */
  unit: 40,
  /** Why somebody is blocked, or a number is looked at. */
  reason: 100,
  search: 50,
  replyTitle: 30,
  replyGroup: 12,
  staffCodeMin: 3,
  staffCodeMax: 16,
  passwordMin: 8,
  passwordMax: 64,
  /** Conversations one agent handles at a time. */
  capacity: 15,
  /** Characters of a push's sender and summary (A-BR07). */
  pushField: 20,
  /** Pushes per customer in any hour (A-BR06). */
  pushesPerHour: 3,
  /** Own ledger stops counting consents here: WeChat states no bound. */
  creditMax: 20,
  /** Messages that one after-send numbers in one transaction. */
  numberBatch: 20,
  /** Rows a phone may read at once; CloudBase's own limit. */
  phonePage: 20,
  conversationWindow: 200,
  signInFailures: 5,
  signInLockMs: 15 * MINUTE,
  /** A sign-in that needs one more step waits this long for it. */
  challengeMs: 10 * MINUTE,
  challengeAttempts: 5,
  recoveryCodes: 10,
  /** From the sign-in on the web to the session it may claim. */
  claimMs: 10 * MINUTE,
  sessionAccessMs: 2 * HOUR,
  sessionRefreshMs: 7 * 24 * HOUR,
  /** A heartbeat counts this long; any action is one. */
  heartbeatMs: 3 * MINUTE,
  presenceStaleMs: 7 * MINUTE,
  /** Looking at the conversation this recently means: do not push. */
  lookingMs: 40_000,
  leaseMs: 10_000,
  /** Who leaves the queue for a while is expected back within this time. */
  keepPlaceMs: 30 * MINUTE,
  /** Watches start this far before now, for clocks that differ. */
  watchOverlapMs: 60_000,
  /** A client's clock is set this far back: `sentAt <= now` is a rule. */
  clockMarginMs: 500,
  /** So many broken messages in an hour are borne; the next one mutes. */
  breachesPerHour: 3,
  muteMs: HOUR,
  /** Files whose addresses are given out in one call; CloudBase's own limit. */
  filesAtOnce: 50,
  /** An address of a file is good this long. */
  linkMs: 10 * MINUTE,
  /** Voice at most; a recorder of WeChat stops here too. */
  voiceMs: 10 * MINUTE,
  fileName: 100,
  /** One recording on a phone; the last seconds are counted down. */
  recordMs: MINUTE,
  recordLeastMs: 1_000,
  picturesAtOnce: 9,
  /** Longer side of a compressed picture in pixels. */
  pictureSide: 1_600,
  /** Refused before the upload above this; the settings may allow less. */
  uploadBytes: 10 * 1024 * 1024,
  /** As the settings begin; the server decides. */
  recallMs: 2 * MINUTE,
  /** What was uploaded and never sent is deleted after this. */
  orphanMs: 24 * HOUR,
  /** Without an answer of WeChat's by then, doubt decides. */
  textCheckMs: 10 * MINUTE,
  mediaCheckMs: 40 * MINUTE,
} as const;
