const cloudbase = require('@cloudbase/node-sdk');

const app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
const entries = app.database().collection(process.env.GUESTBOOK);

/** Writes an entry for the guest that calls. */
exports.main = async ({ text, picture }) => {
  const { uid } = app.auth().getUserInfo();
  if (!uid) return { error: 'sign in first' };
  if (typeof text !== 'string' || text.trim() === '') {
    return { error: 'nothing to say' };
  }
  const at = Date.now();
  const { id } = await entries.add({ text, picture, author: uid, at });
  return { id };
};
