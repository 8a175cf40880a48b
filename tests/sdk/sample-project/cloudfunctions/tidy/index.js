const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });

const WEEK = 7 * 24 * 3600 * 1000;

/** Removes what is older than a week; a timer calls it. */
exports.main = async () => {
  const db = cloud.database();
  const old = { at: db.command.lt(Date.now() - WEEK) };
  const { stats } = await db.collection('guestbook').where(old).remove();
  return { removed: stats.removed };
};
